// The menus and their keys.
#pragma once

#include <QMainWindow>
#include <functional>

#include "pages/flow.hpp"

namespace profiles {

/// What the menus ask the window for.
struct WindowActions {
  std::function<void()> refresh, find, undo;
  std::function<void(const QString&)> go;
};

void add_actions(QMainWindow& window, pages::Flow& flow, const WindowActions& actions);

}  // namespace profiles
