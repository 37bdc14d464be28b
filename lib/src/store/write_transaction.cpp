#include "store/write_transaction.hpp"

#include <algorithm>
#include <profilestore/error.hpp>

#include "store/log_reader.hpp"

namespace profilestore::store {
namespace {

constexpr std::size_t compared = 32;  // warnings, for one that says the same

}  // namespace

WriteTransaction::WriteTransaction(Core& core, const SessionPointer& session,
                                   std::string_view operation)
    : core_(core), operation_(operation) {
  if (session) {
    session->check();
    if (session->write == nullptr)
      throw InvalidInput(20,
                         "a snapshot is read-only; write through the store, or in a transaction");
    outer_ = core.innermost_;
    savepoint_.emplace(connection());
    catalogs_.push_back(outer_->catalogs_.back());
  } else {
    const auto deadline = core.deadline();
    core.wait_for_turn(nullptr, deadline);
    turn_.emplace(core);
    transaction_.emplace(core.writer(), core.queue_.get(), deadline);
    catalogs_.push_back(core.catalog());
  }
  catalog_may_have_changed();
  core.innermost_ = this;
}

WriteTransaction::WriteTransaction(Core& core, Core::Clock::time_point deadline) : core_(core) {
  transaction_.emplace(core.writer(), core.queue_.get(), deadline);
  catalogs_.push_back(core.catalog());
  catalog_may_have_changed();
  core.innermost_ = this;
}

// What another part has made, and then rolled back, the group has never known.
WriteTransaction::WriteTransaction(WriteTransaction& group, Part part, std::string_view operation,
                                   EventLog& noted)
    : core_(group.core_), operation_(operation), outer_(&group), told_later_(&noted) {
  if (part == Part::saved) savepoint_.emplace(connection());
  catalogs_.push_back(group.catalogs_.back());
  core_.innermost_ = this;
}

WriteTransaction::~WriteTransaction() {
  core_.innermost_ = outer_;
  savepoint_.reset();
  transaction_.reset();
  if (!committed_) noted_.keep_refusals();
  if (told_later_ != nullptr) told_later_->add(noted_);
  if (outer_ != nullptr)
    outer_->noted_.add(noted_);
  else if (!committed_)
    core_.events_.add(noted_);
  if (!turn_) return;
  const auto core = committed_ && core_.expires() ? core_.weak_from_this().lock() : nullptr;
  if (noted_.empty()) {
    turn_.reset();
  } else {
    const auto on_event = core_.options_.on_event;  // it may drop the last handle
    turn_.reset();
    tell(on_event, noted_);
  }
  if (core) core->wrote();
}

sqlite::Connection& WriteTransaction::connection() { return *core_.writer_; }

const catalog::CollectionEntry& WriteTransaction::collection(std::string_view name) {
  if (const catalog::CollectionEntry* found = catalog().find(name)) return *found;
  const catalog::CollectionEntry created = catalog::create_collection(connection(), name, false);
  catalog::create_sqlite_index(connection(), created, created.indexes.front());
  catalog_may_have_changed();
  return *catalog().find(name);
}

void WriteTransaction::catalog_may_have_changed() {
  if (!catalog::is_current(catalogs_.back(), catalog::schema_version(connection())))
    catalogs_.push_back(catalog::load_catalog(connection()));
}

void WriteTransaction::warn(catalog::Warning warning) {
  // Most documents of one call fail alike.
  const auto last = static_cast<std::ptrdiff_t>(std::min(warnings_.size() - marked_, compared));
  const auto same =
      std::find_if(warnings_.end() - last, warnings_.end(), [&](const catalog::Warning& one) {
        return one.collection == warning.collection && one.failures == warning.failures;
      });
  if (same != warnings_.end())
    same->writes += warning.writes;
  else
    warnings_.push_back(std::move(warning));
}

void WriteTransaction::touched(std::string_view collection) {
  // What a bulk has marked is not to be found again: it may be forgotten.
  const auto from = touched_.begin() + static_cast<std::ptrdiff_t>(marked_touched_);
  if (std::find(from, touched_.end(), collection) == touched_.end())
    touched_.emplace_back(collection);
}

// A group is made of the calls of several threads.
WriteTransaction& WriteTransaction::application_part() {
  WriteTransaction* part = this;
  while (part->outer_ != nullptr && part->told_later_ == nullptr) part = part->outer_;
  return *part;
}

// When it was rolled back, the next takes its seq again.
void WriteTransaction::logged(std::int64_t sequence) {
  std::int64_t& first = application_part().first_change_;
  if (first == 0 || sequence < first) first = sequence;
}

void WriteTransaction::commit() {
  if (outer_ != nullptr) {
    if (told_later_ != nullptr) note_warnings();
    if (savepoint_) savepoint_->keep();
    committed_ = true;
    if (told_later_ != nullptr) warnings_.clear();
    for (catalog::Warning& warning : warnings_) outer_->warn(std::move(warning));
    for (const std::string& name : touched_) outer_->touched(name);
    if (outer_->catalogs_.back() != catalogs_.back()) outer_->catalogs_.push_back(catalogs_.back());
    return;
  }
  note_warnings();
  core_.events_.commit(connection(), transaction_->transaction(), noted_);
  committed_ = true;
  core_.signal_.committed(touched_);
  core_.publish(catalogs_.back());
  if (turn_) noted_.add(checkpoint());
}

EventLog WriteTransaction::checkpoint() {
  EventLog log;
  if (connection().checkpoint_if_grown()) return log;
  // The log could not be emptied. Written with the next commit.
  const auto reader = oldest_reader(core_);
  log.add(bounded_now({.kind = EventKind::long_reader,
                       .operation = reader ? text_of(*reader) : "unknown",
                       .documents = 0}));
  core_.events_.add(log);
  return log;
}

void WriteTransaction::note_warnings() {
  for (const catalog::Warning& warning : warnings_) {
    StoreEvent event{.kind = EventKind::validation_warning, .collection = warning.collection};
    for (const RuleFailure& failure : warning.failures) event.paths.push_back(failure.path);
    event.documents = event.times = warning.writes;
    note(std::move(event));
  }
}

void WriteTransaction::note(StoreEvent event) {
  if (event.operation.empty()) event.operation = operation_;
  noted_.add(bounded_now(std::move(event)));
}

void WriteTransaction::changed(std::string_view collection, std::int64_t documents) {
  const std::int64_t many = core_.options_.many_documents;
  if (many > 0 && documents > many)
    note({.kind = EventKind::many_documents,
          .collection = std::string(collection),
          .documents = documents});
}

std::string WriteTransaction::digest_of(const keys::Key& key) {
  return core_.events_.digest_of(connection(), key);
}

void run_session(WriteTransaction& write, const std::function<void(SessionPointer)>& work) {
  const auto session = std::make_shared<Session>();
  session->write = &write;
  session->connection = &write.connection();
  const SessionEnd end{*session};
  work(session);
}

}  // namespace profilestore::store
