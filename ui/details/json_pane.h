// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/event_loader.h"
#include "present/json_loader.h"
#include "present/json_search.h"
#include "present/payload_copy.h"

#include <QWidget>

#include <memory>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace framescope::present {
class JsonTreeModel;
}

namespace framescope::ui {

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

signals:
    /// A term of the filter language for a value.
    void filterTermRequested(const QString& term);
    /// A byte of the payload is to be shown as text.
    void placeRequested(quint64 offset);

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
    void expandAll();
    void collapseAll();
    void find(bool backwards);
    void finishFinding(const present::JsonSearch::Outcome& outcome);

    JsonTree* tree_;
    QStackedWidget* stack_;
    QLabel* message_;
    QWidget* failureBar_;
    QLabel* failure_;
    QLabel* path_;
    QToolButton* whole_; ///< leads from a part to the whole document
    FindBar* findBar_;
    present::JsonTreeModel* model_;
    present::JsonLoader* loader_;
    present::JsonSearch* search_;
    present::PayloadCopy* copy_;
    present::BytePattern pattern_;
};

} // namespace framescope::ui
