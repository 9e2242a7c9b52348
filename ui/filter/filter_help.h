// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QTextBrowser;

namespace framescope::ui {

/// What a filter can say, with examples that can be clicked. It stays open beside the window.
class FilterHelp : public QDialog
{
    Q_OBJECT

public:
    explicit FilterHelp(QWidget* parent = nullptr);

signals:
    /// An example was clicked.
    void exampleChosen(const QString& term);

protected:
    void changeEvent(QEvent* event) override;

private:
    void render();

    QTextBrowser* text_;
};

} // namespace framescope::ui
