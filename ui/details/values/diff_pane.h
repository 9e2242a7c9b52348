// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/payload_copy.h"
#include "present/values/compared_events.h"
#include "work/task.h"

#include <QWidget>

#include <memory>
#include <optional>

class QComboBox;
class QToolButton;
class QTreeView;

namespace framescope::present {
class DiffModel;
}

namespace framescope::ui {

class ElidedLabel;
class WorkingStack;

/// Two events side by side: by structure, by line, or by byte. F7 and Shift+F7 go to the next and
/// the previous difference. Works in the background.
class DiffPane : public QWidget
{
    Q_OBJECT

public:
    explicit DiffPane(QWidget* parent = nullptr);

    void setEvents(const present::ComparedEvents& events);

signals:
    /// Emitted when the result of the latest request is on screen.
    void shown();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeHeader();
    void setUpTree();
    void arrangeColumns();
    void start();
    void display(const std::shared_ptr<const codec::Diff>& diff);
    void expandDifferences();
    void describe();
    void showSummary();
    void describeCurrent();
    void showMenu(const QPoint& position);
    void goToDifference(int step);
    void copyPlace();
    void copySide(std::size_t side);

    std::optional<present::ComparedEvents> events_;
    QString wholeSummary_;
    QString shortSummary_; ///< in signs, for little room
    work::Task task_;      ///< compares
    present::DiffModel* model_;
    present::PayloadCopy* copy_;
    QComboBox* mode_;
    QToolButton* onlyDifferences_;
    QToolButton* previous_;
    QToolButton* next_;
    ElidedLabel* summary_;
    ElidedLabel* note_;
    QTreeView* tree_;
    WorkingStack* stack_;
    ElidedLabel* place_;
};

} // namespace framescope::ui
