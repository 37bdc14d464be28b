#include "pages/export/timeline.hpp"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "pages/parts.hpp"

namespace profiles::pages {
namespace {

constexpr int foot = 22, head = 18, widest_bar = 40;

}  // namespace

Timeline::Timeline(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("timeline"));
  setAccessibleName(tr("When the documents of groups were created"));
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
}

void Timeline::show_bars(std::vector<access::Bar> bars, qint64 bar_seconds) {
  bars_ = std::move(bars);
  bar_seconds_ = bar_seconds;
  highest_ = 1;
  for (const access::Bar& bar : bars_) highest_ = std::max(highest_, bar.documents);
  point_at(-1);
  update();
}

// Bars stand by their time; what lies far apart is drawn far apart.
QRect Timeline::bar_at(std::size_t i) const {
  const qint64 first = bars_.front().from.toSecsSinceEpoch();
  const qint64 last = bars_.back().from.toSecsSinceEpoch() + std::max<qint64>(1, bar_seconds_);
  const double scale = static_cast<double>(width() - 8) / static_cast<double>(last - first);
  const int left =
      4 + static_cast<int>(scale * static_cast<double>(bars_[i].from.toSecsSinceEpoch() - first));
  const int wide =
      std::clamp(static_cast<int>(scale * static_cast<double>(bar_seconds_)) - 1, 3, widest_bar);
  const int room = height() - head - foot;
  const int high = std::max(
      3, static_cast<int>(static_cast<double>(room) * static_cast<double>(bars_[i].documents) /
                          static_cast<double>(highest_)));
  return {left, head + room - high, wide, high};
}

void Timeline::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const int ground = height() - foot;
  painter.setPen(palette().color(QPalette::Mid));
  painter.drawLine(0, ground, width(), ground);
  painter.setPen(palette().color(QPalette::WindowText));
  if (bars_.empty()) {
    painter.drawText(rect(), Qt::AlignCenter,
                     tr("No times: these documents have no ObjectIds, or there are no groups."));
    return;
  }
  for (std::size_t i = 0; i < bars_.size(); ++i) {
    const bool pointed = static_cast<int>(i) == current_;
    painter.fillRect(bar_at(i), palette().color(pointed ? QPalette::Link : QPalette::Highlight));
    if (bars_[i].documents == highest_)
      painter.drawText(QRect(bar_at(i).center().x() - 60, bar_at(i).top() - head, 120, head),
                       Qt::AlignCenter, QLocale().toString(bars_[i].documents));
  }
  const auto day = [](const QDateTime& time) {
    return QLocale().toString(time.toUTC().date(), QLocale::ShortFormat);
  };
  const QRect line(4, ground + 2, width() - 8, foot - 2);
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, day(bars_.front().from));
  if (bars_.size() > 1)
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, day(bars_.back().from));
  if (hasFocus()) {
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1, Qt::DotLine));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
}

void Timeline::point_at(int bar) {
  current_ = bar;
  pointed_.clear();
  if (bar >= 0) {
    const access::Bar& one = bars_[static_cast<std::size_t>(bar)];
    const QDateTime until = one.from.addSecs(bar_seconds_);
    pointed_ = tr("%1 created from %2 to %3 (UTC)")
                   .arg(documents(one.documents),
                        QLocale().toString(one.from.toUTC(), QLocale::ShortFormat),
                        QLocale().toString(until.toUTC(), QLocale::ShortFormat));
  }
  setAccessibleDescription(pointed_);
  emit points_at(pointed_);
  update();
}

void Timeline::mouseMoveEvent(QMouseEvent* event) {
  int nearest = -1, distance = 12;
  for (std::size_t i = 0; i < bars_.size(); ++i) {
    const QRect bar = bar_at(i);
    const int x = static_cast<int>(event->position().x());
    const int away = std::max({bar.left() - x, x - bar.right(), 0});
    if (away >= distance) continue;
    nearest = static_cast<int>(i);
    distance = away;
  }
  if (nearest != current_) point_at(nearest);
}

void Timeline::keyPressEvent(QKeyEvent* event) {
  const int count = static_cast<int>(bars_.size());
  if (event->key() == Qt::Key_Right && count > 0)
    point_at(std::min(current_ + 1, count - 1));
  else if (event->key() == Qt::Key_Left && count > 0)
    point_at(std::max(current_ - 1, 0));
  else
    QWidget::keyPressEvent(event);
}

void Timeline::leaveEvent(QEvent*) { point_at(-1); }

}  // namespace profiles::pages
