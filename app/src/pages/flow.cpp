#include "pages/flow.hpp"

#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>
#include <algorithm>

#include "access/store/health.hpp"

namespace profiles::pages {
namespace {

constexpr int recent_at_most = 10;
const char* const recent_key = "recent";

// "users.sample.jsonl.gz" is an export of users.
QString collection_for(const QString& path) {
  const QString name = QFileInfo(path).fileName().section(u'.', 0, 0);
  return name.isEmpty() ? QStringLiteral("profiles") : name;
}

}  // namespace

Flow::Flow(Questions questions, std::function<qint64()> clock, QObject* parent)
    : QObject(parent),
      questions_(std::move(questions)),
      clock_(std::move(clock)),
      scratch_(std::make_unique<QTemporaryDir>()) {}

Flow::~Flow() { delete observer_; }

QString Flow::scratch_file(const QString& name) const { return scratch_->filePath(name); }

void Flow::began(const QString& title, access::Ticket ticket) {
  works_.push_back({title, std::move(ticket)});
  if (works_.size() == 1) emit working(title);
}

void Flow::over() {
  works_.pop_front();
  if (works_.empty())
    emit idle();
  else
    emit working(works_.front().title);
}

void Flow::cancel() {
  if (!works_.empty()) works_.front().ticket->request_stop();
}

void Flow::open(const QStringList& named) {
  if (named.isEmpty()) return;
  QStringList paths;  // as they are found from any folder, by the program and by the recent files
  for (const QString& one : named) paths << QFileInfo(one).absoluteFilePath();
  reading_as_ = access::reading_for(paths, reading_as_);
  emit reading_changed();
  look_at(paths);
}

void Flow::read_as(const access::Reading& reading) {
  if (reading == reading_as_) return;
  reading_as_ = reading;
  if (!looked_at_.isEmpty()) look_at(looked_at_);
}

void Flow::look_at(const QStringList& paths) {
  looked_at_ = paths;
  work(
      this, tr("Looking at %1").arg(QFileInfo(paths.front()).fileName()),
      [paths, reading = reading_as_](access::Control& control) {
        return access::look_at(paths, reading, control);
      },
      [this, paths, reading = reading_as_](const access::SourceFacts& facts) {
        if (facts.store) {
          looked_at_.clear();
          open_store(paths.front(), false, QStringLiteral("collections"));
        } else if (reading == reading_as_) {
          take_export(paths, facts);
        }
      },
      [this, paths, reading = reading_as_](const access::Failure& failure) {
        if (failure.kind == access::Failure::Kind::cancelled || paths != looked_at_ ||
            reading != reading_as_)
          return;
        refuse_export(paths, failure);
        told_by_page_ = true;
        emit go(QStringLiteral("open"));
      });
}

// The pages must not go on with another export than the one that a person believes is open. What
// was filled in for it is kept until it is opened again.
void Flow::refuse_export(const QStringList& paths, const access::Failure& failure) {
  facts_ = {};
  rows_.release(std::exchange(copy_, nullptr));
  if (!setup_.sources.isEmpty()) setup_before_ = setup_;
  access::ImportSetup none;
  none.store = setup_.store;
  set_setup(none);
  set_plan({});
  emit export_refused(paths.join(u", "), failure.text());
}

void Flow::take_export(const QStringList& paths, const access::SourceFacts& facts) {
  remember(paths);
  facts_ = facts;
  rows_.release(std::exchange(copy_, nullptr));
  access::ImportSetup setup;
  // Read again, or in another way: what was chosen stays.
  if (paths == setup_.sources)
    setup = setup_;
  else if (paths == setup_before_.sources)
    setup = setup_before_;
  setup.sources = paths;
  setup.reading = reading_as_;
  if (setup.store.isEmpty())
    setup.store = store_ ? access::path_of(store_)
                         : QFileInfo(paths.front()).absolutePath() + QStringLiteral("/profiles.db");
  if (setup.from.isEmpty() && !facts.collections.empty())
    setup.from =
        std::max_element(facts.collections.begin(), facts.collections.end(),
                         [](const auto& a, const auto& b) { return a.documents < b.documents; })
            ->name;  // most likely what it is about; none, if it is alone and has none
  if (setup.collection.isEmpty())
    setup.collection =
        setup.from.isEmpty() ? collection_for(paths.front()) : setup.from.section(u'.', -1);
  plan_ = {};
  setup_ = {};  // so that it is read again, whatever was open before
  set_setup(setup);
  emit export_opened();
}

void Flow::set_setup(const access::ImportSetup& setup) {
  if (setup == setup_) return;
  const bool other = !setup.same_export(setup_);
  setup_ = setup;
  if (!plan_.file.isEmpty()) set_plan({});
  emit setup_changed();
  if (!other || setup_.sources.isEmpty()) return;
  rows_.release(std::exchange(copy_, nullptr));
  rows_.run(
      this, [setup](access::Control& control) { return access::read_export(setup, control); },
      [this, setup](const access::StorePtr& copy) {
        if (!setup.same_export(setup_)) {
          rows_.release(copy);
          return;
        }
        copy_ = copy;
        emit copy_made();
      },
      [this](const access::Failure& failure) { tell(failure); });
}

void Flow::set_plan(const access::Plan& plan) {
  plan_ = plan;
  emit plan_changed();
}

void Flow::open_store(const QString& path, bool create, const QString& go_to) {
  open_by(
      path,
      [path, create](access::Control& control) {
        return access::open_store(path, create, control);
      },
      [this, go_to] {
        if (!go_to.isEmpty()) emit go(go_to);
      });
}

void Flow::open_as_it_is(const QString& path) {
  open_by(
      path, [path](access::Control& control) { return access::open_as_it_is(path, control); },
      [this, path] {
        tell(tr("%1 is open, with what is there. Look whether it is what you need; the events of "
                "the page Collections tell of it, too.")
                 .arg(path));
      });
}

void Flow::open_by(const QString& path, std::function<access::StorePtr(access::Control&)> open,
                   std::function<void()> then) {
  work(
      this, tr("Opening %1").arg(QFileInfo(path).fileName()), std::move(open),
      [this, then = std::move(then)](const access::StorePtr& store) {
        take_store(store);
        then();
      },
      [this, path](const access::Failure& failure) {
        if (!access::may_be_helped(path, failure)) return;
        told_by_page_ = true;
        emit store_in_trouble(path, failure);
      });
}

void Flow::take_store(const access::StorePtr& store) {
  close_store();
  store_ = store;
  remember({access::path_of(store)});
  observer_ = new access::StoreObserver(
      store, [this](const QStringList& names) { emit store_changed(names); }, this);
  access::ImportSetup setup = setup_;
  setup.store = access::path_of(store);
  set_setup(setup);
  emit store_opened();
}

void Flow::close_store() {
  if (!store_) return;
  delete std::exchange(observer_, nullptr);
  collection_.clear();
  emit store_closed();
  reading_.release(std::exchange(store_, nullptr));
}

void Flow::with_target_store(std::function<void(access::StorePtr)> then) {
  if (is_open(setup_.store)) {
    then(store_);
    return;
  }
  open_by(
      setup_.store,
      [path = setup_.store](access::Control& control) {
        return access::open_store(path, true, control);
      },
      [this, then = std::move(then)] { then(store_); });
}

void Flow::choose_collection(const QString& name) {
  if (collection_ == name) return;
  collection_ = name;
  emit collection_chosen();
}

QStringList Flow::recent() const { return QSettings().value(recent_key).toStringList(); }

// Names of files alone, never what is in them.
void Flow::remember(const QStringList& paths) {
  if (paths.size() != 1) return;
  QStringList all = recent();
  all.removeAll(paths.front());
  all.prepend(paths.front());
  QSettings().setValue(recent_key, QStringList(all.mid(0, recent_at_most)));
  emit recent_changed();
}

void Flow::forget_recent() {
  QSettings().remove(recent_key);
  emit recent_changed();
}

}  // namespace profiles::pages
