"""Why the print queue refuses something, in words."""

from shopdesk.words import N_

PRINTING = {
    "print-nothing": N_("There is nothing to print: no order was named. Nothing was queued; choose orders or a view."),
    "print-reason-missing": N_(
        "This was printed or is being printed already. Nothing was queued; say why it is printed again."
    ),
    "print-job-unknown": N_("There is no print job {value}. Nothing was changed; the queue lists the jobs."),
    "print-job-state": N_(
        "Print job {job} does not allow that as it stands ({state}). Nothing was changed; look at the queue again."
    ),
    "print-label-unknown": N_(
        "Print job {job} has no label {value}. Nothing was changed; name one from 1 to {labels}."
    ),
    "print-superseded": N_(
        "Print job {job} was printed again since ({orders}). Nothing was changed, so that no paper comes out twice;"
        " print its orders anew with a reason if it is needed."
    ),
    "print-outdated": N_(
        "Orders were changed since these pages were drawn ({orders}). Nothing came out; cancel the job and print its"
        " orders anew."
    ),
    "print-pages-gone": N_(
        "The drawn pages of print job {job} are no longer kept. Nothing was printed; print its orders anew with a"
        " reason."
    ),
    "print-job-plain": N_("Print job {job} belongs to no orders. Nothing was printed; make the document again."),
    "print-target-missing": N_(
        "Print job {job} was a PDF file. Nothing was printed; name a file or a printer for the new copies."
    ),
    "print-nothing-came": N_(
        "Nothing came out of the printer. Its orders wait for a print; try again or cancel the job."
    ),
    "print-stopped": N_(
        "The job was stopped on its way to the printer. Some of it may have come out; look at the paper, then say what"
        " came."
    ),
}
