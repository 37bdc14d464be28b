// The export of the incident, opened and gone on with as a person does it.
#pragma once

#include "app/desk.hpp"

namespace app {

/// Who has most profiles in the sample.
inline const QString one_user = QStringLiteral("643700f2ec89025cc10eec67");

/// Opens the sample in which one user has 187 profiles.
inline void open_export(Desk& desk) {
  desk.drop(desk.sample(QStringLiteral("creatorprofiles")));
  desk.click(QStringLiteral("look_for_causes"));
  desk.settle();
}

/// Opens it and chooses its key.
inline void choose_key(Desk& desk) {
  open_export(desk);
  desk.select(QStringLiteral("keys"),
              desk.row_of(QStringLiteral("keys"), 0, QStringLiteral("userId")));
  desk.click(QStringLiteral("use_key"));
  desk.settle();
}

/// Opens it, chooses its key and imports it.
inline void import(Desk& desk) {
  choose_key(desk);
  desk.window().go(QStringLiteral("plan"));
  desk.settle();
  desk.click(QStringLiteral("import_now"));
  desk.settle();
}

}  // namespace app
