// The incident to look at: two windows of an application that create the same profile at once, and
// three sections of one saved at once, in the old way and in this library's.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "access/store.hpp"

namespace profiles::access {

/// One step of one of those who act at once.
struct IncidentStep {
  QString who;   ///< "Window 1", "gallery"
  QString does;  ///< "findOne", "insertOne", …
  QString what;  ///< what came of it
  bool bad = false;
};

struct IncidentRun {
  QString title;
  std::vector<IncidentStep> steps;
  qint64 profiles = 0;  ///< of the user in the end
  qint64 errors = 0;    ///< that a person saw
  qint64 sections = 0;  ///< of three, that are in the one profile
  QString conclusion;
};

/// The four runs: create at once, save at once; old, ours. Each in a store of its own in memory.
std::vector<IncidentRun> play_incident();

}  // namespace profiles::access
