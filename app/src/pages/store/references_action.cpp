#include "pages/store/references_action.hpp"

#include <QWidget>

#include "pages/parts.hpp"

namespace profiles::pages {
namespace {

constexpr std::size_t places_told = 10;

}  // namespace

ReferencesAction::ReferencesAction(Flow& flow, QWidget* page)
    : QObject(page), flow_(flow), page_(page) {}

void ReferencesAction::run(const QString& collection) {
  if (!flow_.store()) return;
  flow_.work(
      this, tr("Looking for references"),
      [store = flow_.store(), collection](access::Control& control) {
        return access::follow_references(store, collection, true, control);
      },
      [this, collection,
       asked = Flow::Asked(flow_.store())](const access::FollowedReferences& counted) {
        if (flow_.is_open(asked)) confirm(collection, counted);
      });
}

void ReferencesAction::confirm(const QString& collection,
                               const access::FollowedReferences& counted) {
  QString more;
  if (counted.conflicted > 0)
    more += u' ' + tr("Left as they are, since they would break a unique index or a validator: %1.")
                       .arg(documents(counted.conflicted));
  if (counted.unsearched > 0)
    more += u' ' + tr("Not looked for: references to %1 whose _id is a number or a plain text; "
                      "`profilestore references --in` takes the places where they stand.")
                       .arg(documents(counted.unsearched));
  if (counted.rewritten == 0) {
    flow_.tell(tr("No value in this store refers to a document of %1 that was merged into another.")
                       .arg(collection) +
                   more,
               !more.isEmpty());
    return;
  }
  QStringList lines;
  for (const access::ReferencePlace& place : counted.places)
    if (place.rewritten > 0 && static_cast<std::size_t>(lines.size()) < places_told)
      lines << tr("%1: %2 to merged documents, %3 to others")
                   .arg(place.path, QLocale().toString(place.rewritten),
                        QLocale().toString(place.living));
  if (flow_.ask().confirm(
          page_,
          tr("References to documents of %1 that were merged stand in %2. Shall they name the "
             "documents that were kept? The documents as they were go to the archive, and each "
             "collection can be undone on this page.")
                  .arg(collection, documents(counted.documents)) +
              more + u'\n' + lines.join(u'\n'),
          tr("Follow the References")))
    follow(collection);
}

void ReferencesAction::follow(const QString& collection) {
  flow_.work(
      this, tr("Following references"),
      [store = flow_.store(), collection](access::Control& control) {
        return access::follow_references(store, collection, false, control);
      },
      [this](const access::FollowedReferences& done) {
        flow_.tell(tr("Done: %1 changed, import %2.")
                       .arg(documents(done.documents), done.imports.join(u", ")));
        emit followed();
      });
}

}  // namespace profiles::pages
