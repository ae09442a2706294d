"""What is said when a verb of customers, of the import's presets or of saved views is refused."""

from shopdesk.words import N_

CUSTOMERS = {
    "customer-unknown": N_("There is no customer {value}. Nothing was changed; see shopdesk customers list."),
    "customer-itself": N_("{value} cannot be joined to itself. Nothing was changed; name another customer."),
    "order-of-another": N_("{order} was not placed by {customer}. Nothing was changed; look at the customer's orders."),
    "reason-missing": N_("A block needs a reason, which stands at the orders. Nothing was changed; write a few words."),
}

PRESETS = {
    "preset-unknown": N_("There is no preset {value}. Nothing was changed; shopdesk formats lists the presets."),
    "preset-taken": N_("There is a preset or a format called {value} already. Nothing was saved; choose another name."),
    "preset-name-invalid": N_("A preset needs a name of at most {limit} characters, on one line. Nothing was saved."),
    "mapping-incomplete": N_(
        "The mapping lacks what every row needs, or names what no row has: {fields}. Nothing was saved; choose a column"
        " for it."
    ),
    "column-not-told": N_(
        "{value} does not say which column a field is. Nothing was saved; write it as field=column, such as sku=Code."
    ),
}

SAVED_VIEWS = {
    "saved-view-unknown": N_("There is no saved view {value}. Nothing was changed; see shopdesk views list."),
    "saved-view-taken": N_("There is a saved view {value} already. Nothing was saved; choose another name."),
    "saved-view-name-invalid": N_("A view needs a name of at most {limit} characters, on one line. Nothing was saved."),
}
