// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QUrl;

namespace framescope::ui {

namespace style {
struct Colours;
class MarkupView;
} // namespace style

/// A window with a text that the program makes. It stays open beside the main window.
class HelpWindow : public QDialog
{
    Q_OBJECT

public:
    HelpWindow(const char* objectName, const QString& title, int margin, QWidget* parent);

    /// Shows it above the other windows.
    void bringUp();

signals:
    void linkActivated(const QUrl& link);

protected:
    void changeEvent(QEvent* event) override;
    virtual QString html(const style::Colours& colours) const = 0;
    /// Shows what `html` says now.
    void render();

private:
    style::MarkupView* text_;
    int margin_;
};

} // namespace framescope::ui
