#include "access/incident.hpp"

#include <QCoreApplication>
#include <array>
#include <atomic>
#include <barrier>
#include <mutex>
#include <profilestore/error.hpp>
#include <thread>

#include "access/open_store.hpp"

namespace profiles::access {

using namespace profilestore;

namespace {

struct Incident {
  Q_DECLARE_TR_FUNCTIONS(Incident)
};

class Notes {
 public:
  explicit Notes(IncidentRun& run) : run_(run) {}
  void add(const QString& who, const QString& does, const QString& what, bool bad = false) {
    const std::lock_guard lock(mutex_);
    run_.steps.push_back({who, does, what, bad});
    if (bad) ++run_.errors;
  }

 private:
  std::mutex mutex_;
  IncidentRun& run_;
};

const Document& user() {
  static const Document filter{{"userId", 187}};
  return filter;
}

Collection unique_profiles() {
  return Store::in_memory().collection("profiles", {.indexes = {UniqueIndex{.paths = "userId"}}});
}

// Calls `act(i)` on threads of their own, which begin together.
template <class Act>
void at_once(int count, Act act) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back([act, i] { act(i); });
}

QString window(int i) { return Incident::tr("Window %1").arg(i + 1); }

// The profile page's handler: find, else create. Both have looked before either creates, as it
// happens when two tabs are opened together.
IncidentRun create_in_the_old_way() {
  IncidentRun run{Incident::tr("Two windows, the old way"), {}, 0, 0, 0, {}};
  Notes notes(run);
  Collection profiles = unique_profiles();
  std::barrier<> looked(2);
  at_once(2, [&](int i) {
    Collection own = profiles;
    const bool there = own.find_one(user()).has_value();
    notes.add(window(i), QStringLiteral("findOne({userId: 187})"),
              there ? Incident::tr("found") : Incident::tr("nothing: so create one"));
    looked.arrive_and_wait();
    try {
      Document profile = user();
      own.insert_one(profile);
      notes.add(window(i), QStringLiteral("insertOne({userId: 187})"), Incident::tr("created"));
    } catch (const DuplicateKey&) {
      notes.add(window(i), QStringLiteral("insertOne({userId: 187})"),
                Incident::tr("E11000 duplicate key: the page answers 500"), true);
    }
  });
  run.profiles = profiles.count(user());
  run.conclusion = Incident::tr("One of the two people at the screen saw an error.");
  return run;
}

IncidentRun create_in_ours() {
  IncidentRun run{Incident::tr("Two windows, get_or_create"), {}, 0, 0, 0, {}};
  Notes notes(run);
  Collection profiles = unique_profiles();
  std::barrier<> ready(2);
  at_once(2, [&](int i) {
    Collection own = profiles;
    ready.arrive_and_wait();
    own.get_or_create(user());
    notes.add(window(i), QStringLiteral("get_or_create({userId: 187})"),
              Incident::tr("the one profile"));
  });
  run.profiles = profiles.count(user());
  run.conclusion = Incident::tr("Both windows show the same profile. Nobody saw an error.");
  return run;
}

const std::array<const char*, 3> sections = {"personalInfo", "gallery", "settings"};

void count_sections(const Collection& profiles, IncidentRun& run) {
  run.profiles = profiles.count(user());
  if (const auto first = profiles.find_one(user()))
    for (const char* section : sections)
      if (first->contains(section)) ++run.sections;
}

// No unique index: each handler finds no profile and creates one with its own section alone.
IncidentRun save_in_the_old_way() {
  IncidentRun run{Incident::tr("Three sections, the old way"), {}, 0, 0, 0, {}};
  Notes notes(run);
  Collection profiles = Store::in_memory().collection("profiles");
  std::barrier<> looked(3);
  std::atomic<int> made{0};
  at_once(3, [&](int i) {
    Collection own = profiles;
    const char* section = sections[static_cast<std::size_t>(i)];
    own.find_one(user());
    looked.arrive_and_wait();
    Document profile = user();
    profile[section] = Document{{"saved", true}};
    own.insert_one(profile);
    notes.add(QString::fromLatin1(section), QStringLiteral("findOne, insertOne"),
              Incident::tr("a profile with this section alone"), made++ > 0);
  });
  count_sections(profiles, run);
  run.conclusion = Incident::tr(
                       "The user has %1 profiles; the page shows one, and in it %2 of 3 "
                       "sections. So it went on, up to 187.")
                       .arg(run.profiles)
                       .arg(run.sections);
  return run;
}

IncidentRun save_in_ours() {
  IncidentRun run{Incident::tr("Three sections, one upsert each"), {}, 0, 0, 0, {}};
  Notes notes(run);
  Collection profiles = unique_profiles();
  std::barrier<> ready(3);
  at_once(3, [&](int i) {
    Collection own = profiles;
    const char* section = sections[static_cast<std::size_t>(i)];
    ready.arrive_and_wait();
    const Outcome outcome = own.find_one_and_update(
        user(), {{"$set", {{section, {{"saved", true}}}}}}, {.upsert = true});
    notes.add(
        QString::fromLatin1(section), QStringLiteral("find_one_and_update, upsert"),
        outcome.inserted ? Incident::tr("created the profile") : Incident::tr("saved into it"));
  });
  count_sections(profiles, run);
  run.conclusion = Incident::tr("One profile, and in it all %1 sections.").arg(run.sections);
  return run;
}

}  // namespace

std::vector<IncidentRun> play_incident() {
  return {create_in_the_old_way(), create_in_ours(), save_in_the_old_way(), save_in_ours()};
}

}  // namespace profiles::access
