// When the documents of groups were created, as bars that can be pointed at, or gone through by
// the arrow keys.
#pragma once

#include <QWidget>

#include "access/export/causes.hpp"

namespace profiles::pages {

class Timeline : public QWidget {
  Q_OBJECT

 public:
  explicit Timeline(QWidget* parent = nullptr);

  void show_bars(std::vector<access::Bar> bars, qint64 bar_seconds);
  /// What the bar that is pointed at says; empty: none is.
  const QString& pointed() const { return pointed_; }
  QSize sizeHint() const override { return {400, 130}; }
  QSize minimumSizeHint() const override { return {200, 110}; }

 signals:
  void points_at(const QString& text);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  QRect bar_at(std::size_t i) const;
  void point_at(int bar);

  std::vector<access::Bar> bars_;
  qint64 bar_seconds_ = 0;
  qint64 highest_ = 1;
  int current_ = -1;
  QString pointed_;
};

}  // namespace profiles::pages
