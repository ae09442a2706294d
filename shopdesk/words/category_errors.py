"""What the errors of categories and their attributes say."""

from collections.abc import Mapping

from shopdesk.words import N_

CATEGORIES: Mapping[str, str] = {
    "category-unknown": N_("There is no category {value}. Nothing was changed; look for it with categories list."),
    "category-exists": N_("There is a category {value} already. Nothing was changed; choose another name."),
    "category-name-invalid": N_(
        "{value} cannot be a category, so it was not taken. Write one to three names, each with 1 to 60 characters and"
        " without > or ›."
    ),
    "category-level": N_(
        "{value} can only go where categories of its level stand: the tree keeps three levels. It was left as it is."
    ),
    "category-in-use": N_(
        "Listings stand in {value} ({count}). Nothing was changed; say which category they are to go into."
    ),
    "category-into-itself": N_(
        "The listings of {value} cannot go into what is being removed. Nothing was changed; choose another category."
    ),
    "category-changed": N_(
        "{value} has been changed since. Nothing was changed; look at the tree as it is now and try again."
    ),
    "category-gap": N_("A level in front is empty ({value}). Fill in every level from the first one and import again."),
    "attribute-unknown": N_("{category} has no attribute {value} of its own. Nothing was changed."),
    "attribute-invalid": N_(
        "{value} cannot be an attribute, so it was not taken. Each needs a name of its own, at most 60 characters and"
        " none of ( ) [ ] = | ; in it; a category has at most 60."
    ),
}
