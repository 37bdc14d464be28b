#include "access/store.hpp"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <profilestore/error.hpp>

#include "access/export/import_options.hpp"
#include "access/open_store.hpp"
#include "access/telling.hpp"
#include "access/text.hpp"

namespace profiles::access {

using namespace profilestore;

namespace {

const QString head_ending = QStringLiteral(".head");

struct Steps {
  Q_DECLARE_TR_FUNCTIONS(Steps)
};

QString step_in_words(std::string_view step) {
  static const std::pair<std::string_view, const char*> words[] = {
      {"users", QT_TRANSLATE_NOOP("Steps", "Reading users")},
      {"reading", QT_TRANSLATE_NOOP("Steps", "Reading")},
      {"writing", QT_TRANSLATE_NOOP("Steps", "Writing")},
      {"indexes", QT_TRANSLATE_NOOP("Steps", "Making indexes")},
      {"verifying", QT_TRANSLATE_NOOP("Steps", "Verifying")},
      {"comparing", QT_TRANSLATE_NOOP("Steps", "Comparing")},
      {"undoing", QT_TRANSLATE_NOOP("Steps", "Undoing")},
      {"upgrading", QT_TRANSLATE_NOOP("Steps", "Bringing the store up to date")},
      {"copying", QT_TRANSLATE_NOOP("Steps", "Copying")},
      {"checking", QT_TRANSLATE_NOOP("Steps", "Checking")},
      {"salvaging", QT_TRANSLATE_NOOP("Steps", "Reading what can be read")}};
  for (const auto& [name, text] : words)
    if (name == step) return Steps::tr(text);
  return text_of(step);
}

}  // namespace

OnProgress progress_of(const Control& control) {
  return [&control](const StepProgress& progress) {
    if (control.stop().stop_requested()) throw Interrupted();
    control.tell({step_in_words(progress.step), progress.done, progress.total, progress.documents});
  };
}

bool is_store(const QString& path) {
  if (QFileInfo::exists(path + head_ending)) return true;
  QFile file(path);
  return file.open(QIODevice::ReadOnly) && file.read(16) == QByteArray("SQLite format 3\0", 16);
}

StorePtr open_store(const QString& path, bool create, const Control& control) {
  if (!create && !QFileInfo::exists(path) && !QFileInfo::exists(path + head_ending))
    throw StorageFailure("there is no file " + path.toStdString(), 0);
  StoreOptions options;
  options.progress = progress_of(control);
  return std::make_shared<OpenStore>(Store::open(path.toStdString(), options));
}

StorePtr read_export(const ImportSetup& setup, const Control& control) {
  Store store = Store::temporary();
  ImportOptions options;
  options.collection = copied;
  options.from = setup.from.toStdString();
  options.progress = progress_of(control);
  read_as(setup.reading, options);
  import_files(store.path(), files_of(setup.sources), options);
  return std::make_shared<OpenStore>(store);
}

QString path_of(const StorePtr& store) {
  return QString::fromStdString(store->store.path().string());
}

struct StoreObserver::State : Telling<QStringList> {};

StoreObserver::StoreObserver(const StorePtr& store, std::function<void(const QStringList&)> told,
                             QObject* parent)
    : QObject(parent), state_(std::make_shared<State>()) {
  state_->receiver = this;
  state_->told = std::move(told);
  state_->subscription =
      store->store.observe([state = std::weak_ptr(state_)](const ChangedCollections& changed) {
        QStringList names;
        if (!changed.anything)
          for (const std::string& name : changed.names) names << QString::fromStdString(name);
        State::post(state, names);
      });
}

StoreObserver::~StoreObserver() { state_->end(); }

}  // namespace profiles::access
