// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSplitter>

namespace framescope::ui {

class CollectionPane;
class Settings;

/// The side bar on the left, and the rest of the window beside it. Whether the side bar is shown,
/// and how wide it is, is remembered.
class SideBar : public QSplitter
{
    Q_OBJECT

public:
    /// `wide`: the screen has room for the side bar, so that it is shown unless it was hidden.
    SideBar(CollectionPane& pane, QWidget& rest, Settings& settings, bool wide);

    bool isShown() const;
    void setShown(bool shown);
    void saveLayout();

private:
    CollectionPane& pane_;
    Settings& settings_;
};

} // namespace framescope::ui
