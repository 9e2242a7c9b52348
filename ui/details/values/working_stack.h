// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

class QLabel;
class QPushButton;
class QTimer;

namespace framescope::ui {

/// The pages of a pane that is filled in the background, and a page for a message. Work that takes
/// more than a moment is shown there, with a button that cancels it.
class WorkingStack : public QStackedWidget
{
    Q_OBJECT

public:
    /// `working` is the message while work goes on.
    WorkingStack(const char* messageName, const char* cancelName, const QString& working);

    /// Work has begun. The page that is shown stays for a moment.
    void begin();
    /// Work has ended with this message.
    void showMessage(const QString& text);
    /// Work has ended with what this page shows.
    void showPage(QWidget* page);

signals:
    void cancelled();

private:
    QLabel* message_;
    QPushButton* cancel_;
    QTimer* patience_;
};

} // namespace framescope::ui
