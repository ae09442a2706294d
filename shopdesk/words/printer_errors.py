"""Sentences for printers that are not there, do not take what they are sent, or are described wrongly."""

from shopdesk.words import N_

PRINTERS = {
    "printer-refused": N_(
        "The printer {printer} refused the pages ({detail}). Nothing came out of it; look whether it is switched on and"
        " not paused, then print again."
    ),
    "paper-too-small": N_(
        "The page of {page} is larger than the paper of {printer} ({paper}). Nothing was printed; put larger paper in,"
        " or choose another layout."
    ),
    "paper-invalid": N_(
        "“{text}” is not a paper size. Nothing was changed; write width x height in millimetres, such as 100x150, or"
        " 80x0 for a roll."
    ),
    "printer-address-invalid": N_(
        "“{address}” is not the address of a printer. Nothing was changed; write its number or name in the network,"
        " such as 192.168.1.50 or 192.168.1.50:9100."
    ),
    "printer-name-invalid": N_(
        "“{name}” cannot be a printer's name. Nothing was changed; write 1 to 60 characters that can be seen."
    ),
    "printer-invalid": N_("{value} cannot be a printer's {what}. Nothing was changed; these can: {allowed}."),
    "printer-unknown": N_(
        "There is no printer {printer}. Nothing was changed; see shopdesk printers list for those there are."
    ),
    "printer-taken": N_("There is a printer {printer} already. Nothing was changed; choose another name."),
    "station-invalid": N_(
        "“{station}” cannot be a station's name. Nothing was changed; write 1 to 20 characters that can be seen."
    ),
    "copies-invalid": N_("{copies} copies cannot be printed. Nothing was changed; write 1 to 99."),
    "calibration-unlikely": N_(
        "{measured} is too far from {nominal} to be this ruler. Nothing was changed; measure the bars from arrow to"
        " arrow in millimetres again."
    ),
    "printers-not-kept": N_(
        "The list of printers {path} cannot be written ({detail}). Nothing was changed; look at its folder's"
        " permissions."
    ),
}
