// References to documents that were merged: counted first, and led on once that is confirmed.
#pragma once

#include <QObject>

#include "access/store/references.hpp"
#include "pages/flow.hpp"

namespace profiles::pages {

class ReferencesAction : public QObject {
  Q_OBJECT

 public:
  /// `page`: whose window asks.
  ReferencesAction(Flow& flow, QWidget* page);

  /// For the collection whose documents are referred to.
  void run(const QString& collection);

 signals:
  void followed();

 private:
  void confirm(const QString& collection, const access::FollowedReferences& counted);
  void follow(const QString& collection);

  Flow& flow_;
  QWidget* page_;
};

}  // namespace profiles::pages
