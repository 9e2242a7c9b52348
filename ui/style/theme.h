// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QObject>

class QApplication;

namespace framescope::ui::style {

enum class ThemeChoice { System, Light, Dark };

/// Sets the look of the application: Fusion with our palette and style sheet. With System it
/// follows whether the desktop's palette is light or dark, also when that changes.
class Theme : public QObject
{
    Q_OBJECT

public:
    explicit Theme(QApplication& application);

    void choose(ThemeChoice choice);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();
    bool systemIsDark() const;

    QApplication& application_;
    QFont font_; ///< of the application when the style sheet was set
    ThemeChoice choice_ = ThemeChoice::System;
    bool applying_ = false;
};

} // namespace framescope::ui::style
