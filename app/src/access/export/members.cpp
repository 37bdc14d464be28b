#include "access/export/members.hpp"

#include <map>
#include <profilestore/error.hpp>
#include <profilestore/kept.hpp>
#include <profilestore/not_duplicates.hpp>
#include <profilestore/set_aside.hpp>
#include <set>

#include "access/open_store.hpp"
#include "access/text.hpp"

namespace profiles::access {

using namespace profilestore;

namespace {

using Place = std::pair<std::string, std::uint64_t>;

// Documents of the sources which the copy has set aside, since another has their `_id`.
std::map<Place, Document> shadowed(const StorePtr& copy, const std::set<Place>& wanted) {
  std::map<Place, Document> found;
  if (wanted.empty()) return found;
  each_set_aside(copy->store, copied, SetAsideKind::archive, [&](const SetAside& piece) {
    const Place place{piece.source, piece.offset};
    if (piece.document && wanted.contains(place)) found.emplace(place, *piece.document);
  });
  return found;
}

std::optional<Document> find_in(const StorePtr& store, std::string_view collection,
                                const QString& id) {
  if (!store || id.isEmpty()) return {};
  return store->store.collection(collection).find_one(by_id(value_of(id)));
}

std::vector<std::optional<Document>> read_all(const StorePtr& copy, const StorePtr& store,
                                              const QString& collection,
                                              const std::vector<PlanMember>& members) {
  std::map<QString, int> with_id;
  for (const PlanMember& member : members)
    if (!member.in_store) ++with_id[member.id];
  std::set<Place> wanted;
  for (const PlanMember& member : members)
    if (with_id[member.id] > 1) wanted.emplace(member.source.toStdString(), member.offset);
  const std::map<Place, Document> aside = shadowed(copy, wanted);
  std::vector<std::optional<Document>> documents;
  for (const PlanMember& member : members) {
    const auto found = aside.find({member.source.toStdString(), member.offset});
    if (member.in_store)
      documents.push_back(find_in(store, collection.toStdString(), member.id));
    else if (found != aside.end())
      documents.emplace_back(found->second);
    else
      documents.push_back(find_in(copy, copied, member.id));
  }
  return documents;
}

FieldRow field_row(const std::string& field,
                   const std::vector<std::optional<Document>>& documents) {
  FieldRow row{QString::fromStdString(field), {}, false, {}, false};
  const Value* first = nullptr;
  bool lacking = false;
  for (const auto& document : documents) {
    const Value* value = document ? field_of(*document, field) : nullptr;
    row.cells << (value == nullptr ? QString() : plain(*value));
    if (!document) continue;
    if (value == nullptr)
      lacking = true;
    else if (first == nullptr)
      first = value;
    else if (first->dump() != value->dump())
      row.differs = true;
  }
  row.differs = row.differs || (lacking && first != nullptr);
  return row;
}

constexpr int other_indexes = 85;

// A decision belongs to a collection that is there. Naming the index that each has makes one.
void make_collection(const StorePtr& store, const std::string& name) {
  try {
    store->store.collection(name, {.indexes = {UniqueIndex{"_id"}}});
  } catch (const InvalidInput& error) {
    if (error.code() != other_indexes) throw;  // it is there, and has more of them
  }
}

}  // namespace

SideBySide side_by_side(const StorePtr& copy, const StorePtr& store, const QString& collection,
                        const PlanGroup& group) {
  SideBySide sides{group.members, {}};
  if (sides.members.size() > shown_at_most) sides.members.resize(shown_at_most);
  const auto documents = read_all(copy, store, collection, sides.members);
  std::vector<const Document*> read;
  for (const auto& document : documents)
    if (document) read.push_back(&*document);
  for (const std::string& name : all_fields(read)) {
    FieldRow row = field_row(name, documents);
    if (!group.members.empty() && group.members.front().survivor) row.result = row.cells.front();
    for (const PlanChange& change : group.changes)
      if (change.field == row.field) {
        row.result = change.to;
        row.taken = true;
      }
    sides.fields.push_back(std::move(row));
  }
  return sides;
}

bool keep_this(const StorePtr& store, const QString& collection, const QString& id) {
  make_collection(store, collection.toStdString());
  return keep_document(store->store, collection.toStdString(), value_of(id));
}

bool two_persons(const StorePtr& store, const QString& collection, const QString& a,
                 const QString& b) {
  make_collection(store, collection.toStdString());
  return add_not_duplicates(store->store, collection.toStdString(), value_of(a), value_of(b));
}

bool forget(const StorePtr& store, const QString& collection, const Decision& decision) {
  const std::string name = collection.toStdString();
  return decision.keep ? forget_kept_document(store->store, name, value_of(decision.a))
                       : remove_not_duplicates(store->store, name, value_of(decision.a),
                                               value_of(decision.b));
}

std::vector<Decision> decisions_of(const StorePtr& store, const QString& collection) {
  std::vector<Decision> decisions;
  const std::string name = collection.toStdString();
  for (const KeptDocument& kept : kept_documents(store->store, name))
    decisions.push_back({true, json(kept.id), {}, QString::fromStdString(kept.decided)});
  for (const DistinctPair& pair : not_duplicates(store->store, name))
    decisions.push_back({false, json(pair.a), json(pair.b), QString::fromStdString(pair.decided)});
  return decisions;
}

}  // namespace profiles::access
