#include "pages/export/decisions_panel.hpp"

#include <QVBoxLayout>

#include "pages/parts.hpp"

namespace profiles::pages {

DecisionsPanel::DecisionsPanel(Flow& flow, QWidget* parent)
    : QWidget(parent),
      flow_(flow),
      decisions_({tr("Decision"), tr("Document"), tr("And"), tr("When")}) {
  auto* line = new QHBoxLayout(this);
  line->setContentsMargins(0, 0, 0, 0);
  view_ =
      table(&decisions_, QStringLiteral("decisions"), tr("Decisions that are kept in the store"));
  view_->setMaximumHeight(90);
  auto* forgotten = button(tr("F&orget the Decision"), QStringLiteral("forget_decision"));
  line->addWidget(view_, 1);
  line->addWidget(forgotten, 0, Qt::AlignTop);
  connect(forgotten, &QPushButton::clicked, this, &DecisionsPanel::forget);
  connect(&flow_, &Flow::store_closed, this, &DecisionsPanel::clear);
  hide();
}

void DecisionsPanel::clear() {
  store_.clear();
  collection_.clear();
  decisions_.set_rows({});
  hide();
}

void DecisionsPanel::look() {
  const access::ImportSetup& setup = flow_.setup();
  if (!flow_.is_open(setup.store)) {
    clear();
    return;
  }
  flow_.reading().run(
      this,
      [store = flow_.store(), collection = setup.collection](access::Control&) {
        return access::decisions_of(store, collection);
      },
      [this, path = setup.store,
       collection = setup.collection](const std::vector<access::Decision>& decisions) {
        if (!flow_.is_open(path)) return;  // closed meanwhile
        store_ = path;
        collection_ = collection;
        std::vector<models::TableRow> rows;
        for (const access::Decision& one : decisions)
          rows.push_back({{text(one.keep ? tr("this one stays") : tr("two persons")), text(one.a),
                           text(one.b), text(one.decided)},
                          QVariantList{one.keep, one.a, one.b}});
        setVisible(!rows.empty());
        decisions_.set_rows(std::move(rows));
      },
      [this](const access::Failure&) { clear(); });  // no such collection yet
}

void DecisionsPanel::decide(std::function<bool(access::StorePtr, const QString&)> what) {
  flow_.with_target_store([this, what = std::move(what)](const access::StorePtr& store) {
    flow_.reading().run(
        this,
        [store, what, collection = flow_.setup().collection](access::Control&) {
          return what(store, collection);
        },
        [this](bool) {
          flow_.tell(
              tr("The decision is kept in the store; it counts for this and all later imports."));
          emit decided();
        },
        [this](const access::Failure& failure) { flow_.tell(failure); });
  });
}

void DecisionsPanel::keep(const QString& id) {
  decide([id](const access::StorePtr& store, const QString& collection) {
    return access::keep_this(store, collection, id);
  });
}

void DecisionsPanel::part(const QString& a, const QString& b) {
  decide([a, b](const access::StorePtr& store, const QString& collection) {
    return access::two_persons(store, collection, a, b);
  });
}

void DecisionsPanel::forget() {
  const int row = chosen_row(view_);
  if (row < 0) {
    flow_.tell(tr("Choose a decision in the list first."), true);
    return;
  }
  if (!flow_.is_open(store_)) return;
  const QVariantList key = decisions_.row(row).key.toList();
  const access::Decision decision{key[0].toBool(), key[1].toString(), key[2].toString(), {}};
  flow_.reading().run(
      this,
      [store = flow_.store(), collection = collection_, decision](access::Control&) {
        return access::forget(store, collection, decision);
      },
      [this](bool) { emit decided(); },
      [this](const access::Failure& failure) { flow_.tell(failure); });
}

}  // namespace profiles::pages
