// A store that is open, as the other rooms hold it.
#pragma once

#include <QString>
#include <functional>
#include <memory>

#include "access/export/setup.hpp"
#include "access/lane.hpp"

namespace profiles::access {

class OpenStore;
using StorePtr = std::shared_ptr<OpenStore>;

/// Whether a file is a store, or any file of SQLite's, by its first bytes; or was one, by the head
/// mark that lies beside it.
bool is_store(const QString& path);

/// Opens the store at `path`. With `create` a missing one is made; else it is an error.
StorePtr open_store(const QString& path, bool create, const Control& control);

/// A copy of the setup's export, in a store of its own that is gone with the last handle: every
/// document that can be read, by `_id`.
StorePtr read_export(const ImportSetup& setup, const Control& control);

/// The absolute path.
QString path_of(const StorePtr& store);

/// Tells on the window's thread that something in the store has changed, whoever wrote it, with the
/// names of the collections; none if that is not known. Ends with the object.
class StoreObserver : public QObject {
 public:
  StoreObserver(const StorePtr& store, std::function<void(const QStringList&)> told,
                QObject* parent);
  ~StoreObserver() override;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace profiles::access
