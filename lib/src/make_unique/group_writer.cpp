#include "make_unique/group_writer.hpp"

#include <fmt/format.h>

#include "catalog/elements.hpp"
#include "catalog/replace_row.hpp"
#include "history/archive.hpp"
#include "history/provenance.hpp"
#include "history/quarantine.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/change_log.hpp"
#include "store/validator.hpp"

namespace profilestore::making_unique {

void GroupWriter::write(const GroupPlan& plan, const staging::ImportSchema& schema,
                        Ledger& ledger) {
  history::Archive archive(connection_, import_, collection_.id);
  for (std::size_t i = 0; i < plan.losers.size(); ++i) {
    archive.keep(history::stored_document(connection_, collection_, plan.losers[i]), plan.survivor,
                 plan.group.losers[i].rule);
    remove(plan.losers[i]);
  }
  ledger.merged += std::ssize(plan.losers);
  for (std::size_t i = 0; i < plan.parted.size(); ++i)
    quarantine(plan.parted[i], plan.group.reasons[i]);
  ledger.conflicted += std::ssize(plan.parted);
  if (!plan.merged) return;
  write_merged(plan, schema);
  ++ledger.updated;
}

void GroupWriter::note(const Ledger& ledger) {
  if (ledger.merged > 0)
    write_.note(
        {.kind = EventKind::merge, .collection = collection_.name, .documents = ledger.merged});
  const auto removed = ledger.merged + ledger.conflicted + ledger.quarantined;
  if (ledger.updated + removed > 0)
    store::note_many(write_, collection_, "makeUnique",
                     {{"updated", ledger.updated}, {"removed", removed}});
}

void GroupWriter::quarantine(std::int64_t row, std::string_view reason) {
  history::Quarantine(connection_, collection_.id)
      .keep(import_, history::stored_document(connection_, collection_, row), reason);
  remove(row);
}

// In its place; what it was is in the archive.
void GroupWriter::write_merged(const GroupPlan& plan, const staging::ImportSchema& schema) {
  const staging::ReadDocument& read = plan.merged->merged.read;
  history::Archive(connection_, import_, collection_.id)
      .keep(history::stored_document(connection_, collection_, plan.survivor), plan.survivor,
            history::made_by_merging);
  const catalog::DocumentKeys keys = catalog::keys_of(collection_, read.fields);
  catalog::replace_row(connection_, collection_, plan.survivor, read.text, read.content, keys);
  catalog::ElementsWriter elements(connection_, collection_);
  elements.replace(plan.survivor, keys);
  if (elements.made_table()) write_.catalog_may_have_changed();
  history::Provenance(connection_, import_, collection_.id)
      .add(plan.survivor, {}, plan.merged->origins, read.text);
  store::warn(write_, collection_, staging::failures_of(schema, read.text));
}

void GroupWriter::remove(std::int64_t row) {
  sqlite::Query query(connection_, fmt::format("DELETE FROM {} WHERE row = ?1",
                                               sqlite::identifier(collection_.table)));
  query.bind(1, row).run();
  catalog::ElementsWriter(connection_, collection_).remove(row);
  removed_.insert(row);
}

}  // namespace profilestore::making_unique
