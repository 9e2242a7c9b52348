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
    /// `html` makes the text, and is called again when the colours change.
    HelpWindow(const char* objectName, const QString& title, int margin,
               QString (*html)(const style::Colours& colours), QWidget* parent);

    /// Shows it above the other windows.
    void bringUp();

signals:
    void linkActivated(const QUrl& link);

protected:
    void changeEvent(QEvent* event) override;

private:
    void render();

    style::MarkupView* text_;
    int margin_;
    QString (*html_)(const style::Colours& colours);
};

} // namespace framescope::ui
