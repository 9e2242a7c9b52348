// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QTextBrowser;

namespace framescope::ui {

/// How to begin, and every shortcut: those of the table of actions, and the keys that only the
/// views know. It stays open beside the window.
class HelpDialog : public QDialog
{
    Q_OBJECT

public:
    explicit HelpDialog(QWidget* parent = nullptr);

signals:
    void filterHelpRequested();
    void demoRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void render();

    QTextBrowser* text_;
};

} // namespace framescope::ui
