// What the pages share: the store that is open, the export that is looked at, the setup of its
// import, and the lanes on which work is done. Pages know this, and not each other.
#pragma once

#include <QFileInfo>
#include <QObject>
#include <QPointer>
#include <deque>
#include <functional>
#include <utility>

#include "access/export/causes.hpp"
#include "access/export/plan.hpp"
#include "access/store.hpp"
#include "pages/questions.hpp"

class QTemporaryDir;

namespace profiles::pages {

class Flow : public QObject {
  Q_OBJECT

 public:
  Flow(Questions questions, std::function<qint64()> clock, QObject* parent = nullptr);
  ~Flow() override;

  const Questions& ask() const { return questions_; }
  const std::function<qint64()>& clock() const { return clock_; }

  access::Lane& reading() { return reading_; }    ///< short questions
  access::Lane& rows() { return rows_; }          ///< pages of tables
  access::Lane& counting() { return counting_; }  ///< counts that change as a form is filled in

  /// Asks the store that is open, on the lane of short questions: `ask(store, control)`. What it
  /// answers once that store is closed is dropped, since pages show no other; a failure is told.
  template <class Ask, class Done>
  void ask_store(QObject* receiver, Ask ask, Done done, access::Lane::Failed failed = {}) {
    if (!store_) return;
    reading_.run(
        receiver,
        [store = store_, ask = std::move(ask)](access::Control& control) {
          return ask(store, control);
        },
        [this, asked = Asked(store_), done = std::move(done)](auto answer) mutable {
          if (is_open(asked)) done(std::move(answer));
        },
        [this, asked = Asked(store_), failed = std::move(failed)](const access::Failure& failure) {
          if (failed && is_open(asked))
            failed(failure);
          else
            tell(failure);
        });
  }
  /// A store of which something was asked; not kept open by that.
  using Asked = std::weak_ptr<access::OpenStore>;
  bool is_open(const Asked& asked) const {
    return store_ && !asked.owner_before(store_) && !store_.owner_before(asked);
  }

  /// Runs what takes long, one at a time, with the bar at the foot of the window. If `receiver` is
  /// gone by then, neither `done` nor `failed` is called; the bar goes, and a failure is told.
  template <class Work, class Done>
  void work(QObject* receiver, const QString& title, Work work, Done done,
            access::Lane::Failed failed = {}) {
    began(title, working_.run(
                     this, std::move(work),
                     [this, there = QPointer<QObject>(receiver),
                      done = std::move(done)](auto result) mutable {
                       over();
                       if (there) done(std::move(result));
                     },
                     [this, there = QPointer<QObject>(receiver),
                      failed = std::move(failed)](const access::Failure& failure) {
                       over();
                       if (there && failed) failed(failure);
                       if (!std::exchange(told_by_page_, false)) tell(failure);
                     },
                     [this](const access::Progress& progress) { emit progressed(progress); }));
  }
  bool is_working() const { return !works_.empty(); }
  /// Cancels the work that the bar shows; what waits behind it goes on.
  void cancel();

  /// Opens what was dropped or chosen: a store, or an export.
  void open(const QStringList& named);
  /// How exports are read that do not tell it; reads the one again that was opened last.
  void read_as(const access::Reading& reading);
  const access::Reading& read_as() const { return reading_as_; }
  void open_store(const QString& path, bool create, const QString& go_to);
  /// Opens a store that lacks writes it had, with what is there.
  void open_as_it_is(const QString& path);
  void close_store();
  const access::StorePtr& store() const { return store_; }
  /// Whether the store that is open is the one at `path`, by whatever folders that leads there.
  bool is_open(const QString& path) const {
    return store_ && QFileInfo(access::path_of(store_)) == QFileInfo(path);
  }
  /// The store of the setup, opened, and made if it is not there; then `then`.
  void with_target_store(std::function<void(access::StorePtr)> then);

  const access::ImportSetup& setup() const { return setup_; }
  void set_setup(const access::ImportSetup& setup);
  const access::SourceFacts& facts() const { return facts_; }
  /// The export, read into a store of its own, in which its documents are found; null until then.
  const access::StorePtr& copy() const { return copy_; }

  const access::Plan& plan() const { return plan_; }
  void set_plan(const access::Plan& plan);
  /// A file for a plan that was not saved.
  QString scratch_file(const QString& name) const;

  /// Which collection the pages of the store show.
  const QString& collection() const { return collection_; }
  void choose_collection(const QString& name);

  void tell(const QString& text, bool bad = false) { emit said(text, bad); }
  void tell(const access::Failure& failure) { emit said(failure.text(), true); }
  QStringList recent() const;
  void forget_recent();

 signals:
  void export_opened();
  /// What was to be opened could not be read, and no export is open any more.
  void export_refused(const QString& name, const QString& why);
  void reading_changed();
  void copy_made();
  void setup_changed();
  void plan_changed();
  void store_opened();
  /// A store could not be opened, and what is left of it may be of help.
  void store_in_trouble(const QString& path, const profiles::access::Failure& failure);
  void store_closed();
  void store_changed(const QStringList& collections);
  void collection_chosen();
  void working(const QString& title);
  void progressed(const profiles::access::Progress& progress);
  void idle();
  void said(const QString& text, bool bad);
  void go(const QString& page);
  /// Opens a document in the page of documents: `_id` as JSON.
  void show_document(const QString& collection, const QString& id);
  void recent_changed();

 private:
  /// A work that was asked for. They end in the order in which they were.
  struct Work {
    QString title;
    access::Ticket ticket;
  };

  void began(const QString& title, access::Ticket ticket);
  void over();
  void look_at(const QStringList& paths);
  void refuse_export(const QStringList& paths, const access::Failure& failure);
  void take_export(const QStringList& paths, const access::SourceFacts& facts);
  void open_by(const QString& path, std::function<access::StorePtr(access::Control&)> open,
               std::function<void()> then);
  void take_store(const access::StorePtr& store);
  void remember(const QStringList& paths);

  Questions questions_;
  std::function<qint64()> clock_;
  access::Lane reading_, rows_, working_, counting_;
  std::deque<Work> works_;
  bool told_by_page_ = false;  // the failure of the work that has ended now
  access::StorePtr store_, copy_;
  access::Reading reading_as_;
  QStringList looked_at_;  // the export that was opened last, whether it could be read or not
  access::StoreObserver* observer_ = nullptr;
  access::ImportSetup setup_,
      setup_before_;  // before_: of the export that gave way to a refused one
  access::SourceFacts facts_;
  access::Plan plan_;
  QString collection_;
  std::unique_ptr<QTemporaryDir> scratch_;
};

}  // namespace profiles::pages
