#include "access/store/references.hpp"

#include <profilestore/references.hpp>

#include "access/open_store.hpp"

namespace profiles::access {

using namespace profilestore;

namespace {

ReferencePlace place_of(const std::string& collection, const PathReferences& path) {
  ReferencePlace place{QString::fromStdString(collection + "." + path.path), path.living,
                       path.rewritten, 0};
  for (const LeftReferences& left : path.left)
    if (left.why != LeftReference::nobody && left.why != LeftReference::elsewhere)
      place.left += left.count;
  return place;
}

}  // namespace

FollowedReferences follow_references(const StorePtr& store, const QString& collection,
                                     bool only_count, const Control& control) {
  ReferencesOptions options;
  options.dry_run = only_count;
  options.progress = progress_of(control);
  const ReferencesReport report =
      rewrite_references(store->store, collection.toStdString(), options);
  FollowedReferences followed;
  followed.unsearched = report.unsearched;
  for (const CollectionReferences& one : report.collections) {
    followed.documents += one.ledger.updated;
    followed.conflicted += one.ledger.conflicted;
    if (!one.id.empty()) followed.imports << QString::fromStdString(one.id);
    for (const PathReferences& path : one.paths) {
      const ReferencePlace place = place_of(one.collection, path);
      followed.rewritten += place.rewritten;
      if (place.living + place.rewritten + place.left > 0) followed.places.push_back(place);
    }
  }
  return followed;
}

}  // namespace profiles::access
