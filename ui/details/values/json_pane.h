// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/event_loader.h"
#include "present/payload/payload_copy.h"
#include "present/payload/place_finder.h"
#include "present/values/json_search.h"
#include "work/task.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace framescope::present {
class JsonTreeModel;
}

namespace framescope::ui {

class ElidedLabel;
class FindBar;
class JsonTree;

/// A payload that is JSON as a tree: keys in order, duplicates shown, values as they were sent.
/// Ctrl+C copies a value, Ctrl+Shift+C its path, Ctrl+F finds.
class JsonPane : public QWidget
{
    Q_OBJECT

public:
    explicit JsonPane(QWidget* parent = nullptr);
    ~JsonPane() override;
    void setEvent(const std::shared_ptr<const present::LoadedEvent>& event);
    /// Shows the innermost value that has a byte of the payload; once the document is there.
    void select(std::uint64_t offset);

signals:
    /// A term of the filter language for a value.
    void filterTermRequested(const QString& term);
    /// Somebody chose a value: its bytes in the payload.
    void selected(quint64 first, quint64 count);
    void textRequested(quint64 first, quint64 count);
    void hexRequested(quint64 first, quint64 count);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeFailureBar();
    QWidget* makeFooter();
    void addActions();
    void connectFinding();
    void showDocument(const std::shared_ptr<const present::JsonDocument>& document);
    void showMessage(const QString& text);
    void showFailure();
    void showMenu(const QPoint& position);
    void copyValue();
    void copyPath();
    void copyKey();
    void requestFilter();
    void showPath();
    void tellSelected();
    std::optional<codec::JsonOutline::Range> currentRange() const;
    std::optional<codec::JsonOutline::Range> failureRange() const;
    void expandAll();
    void collapseAll();
    void find(bool backwards);
    void startFinding();
    void describeFound();
    void finishFinding(const present::JsonSearch::Outcome& outcome);

    JsonTree* tree_;
    QStackedWidget* stack_;
    QLabel* message_;
    QWidget* failureBar_;
    ElidedLabel* failure_;
    ElidedLabel* path_;
    QToolButton* whole_; ///< leads from a part to the whole document
    FindBar* findBar_;
    present::JsonTreeModel* model_;
    work::Task reading_;
    present::JsonSearch* search_;
    present::PlaceFinder* counter_;
    std::shared_ptr<const present::FoundPlaces> matches_; ///< null: nothing is known yet
    std::optional<std::uint64_t> found_;                  ///< where what was found last begins
    present::PayloadCopy* copy_;
    present::BytePattern pattern_;
    std::optional<std::uint64_t> pending_; ///< to be selected when the document is there
    bool filling_ = false;                 ///< nobody chooses what is chosen now
};

} // namespace framescope::ui
