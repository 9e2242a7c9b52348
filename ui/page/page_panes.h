// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSplitter;
class QWidget;

namespace framescope::ui {

class Settings;

/// Which panes of a page are seen: those that the settings do not hide, and the statistics in
/// the place of the details where somebody asked for them.
class PagePanes : public QObject
{
    Q_OBJECT

public:
    struct Widgets
    {
        QWidget* overview;
        QWidget* timeline;
        QWidget* details;
        QWidget* statistics;
        QWidget* composer;
        QWidget* statusLine;
    };

    /// `besides` has the timeline and what stands beside it. `settings` must outlive it.
    PagePanes(const Widgets& widgets, QSplitter& besides, const Settings& settings,
              QObject* parent);

    /// There is nobody to send to.
    void setReadOnly();
    void arrange();

    bool areStatisticsShown() const;
    void showStatistics(bool shown);

private:
    Widgets widgets_;
    QSplitter& besides_;
    const Settings& settings_;
    bool readOnly_ = false;
};

} // namespace framescope::ui
