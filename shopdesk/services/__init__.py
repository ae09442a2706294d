"""What a person does: one verb is load, decide, save in one transaction. The only place that joins the rooms."""
