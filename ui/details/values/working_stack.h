// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

class QLabel;
class QPushButton;
class QTimer;

namespace framescope::ui {

/// The pages of a pane that is filled in the background, and a page for messages. That page reports
/// work that takes more than a moment, with a button that cancels it.
class WorkingStack : public QStackedWidget
{
    Q_OBJECT

public:
    /// `working` is the message during work.
    WorkingStack(const char* messageName, const char* cancelName, const QString& working);

    /// Starts work. The current page stays for a moment.
    void begin();
    /// Ends work with a message.
    void showMessage(const QString& text);
    /// Ends work with a page that shows its result.
    void showPage(QWidget* page);

signals:
    void cancelled();

private:
    QLabel* message_;
    QPushButton* cancel_;
    QTimer* patience_;
};

} // namespace framescope::ui
