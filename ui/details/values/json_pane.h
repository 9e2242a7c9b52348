// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/event_loader.h"
#include "present/payload/payload_copy.h"
#include "present/values/decoding_payload.h"
#include "work/task.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QStackedWidget;

namespace framescope::present {
class JsonTreeModel;
}

namespace framescope::ui {

class ElidedLabel;
class FindBar;
class JsonTree;
class PayloadFinder;

/// A JSON payload as a tree: keys in order, duplicates shown, values as they were sent. Ctrl+C
/// copies a value, Ctrl+Shift+C its path, Ctrl+F finds.
class JsonPane : public QWidget
{
    Q_OBJECT

public:
    explicit JsonPane(QWidget* parent = nullptr);
    ~JsonPane() override;
    void setEvent(const std::shared_ptr<const present::LoadedEvent>& event);
    /// Shows the innermost value that contains a byte of the payload, once the document is read.
    void select(std::uint64_t offset);

signals:
    /// Emitted with a term of the filter language for a value.
    void filterTermRequested(const QString& term);
    /// Emitted with the bytes in the payload of a value that the user chose.
    void selected(quint64 first, quint64 count);
    void textRequested(quint64 first, quint64 count);
    void hexRequested(quint64 first, quint64 count);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeFailureBar();
    QWidget* makeFooter();
    void addCommands();
    void showDocument(const std::shared_ptr<const present::JsonDocument>& document);
    void showMessage(const QString& text);
    void showFailure();
    void copyValue();
    void requestFilter();
    void showPath();
    std::optional<codec::JsonOutline::Range> currentRange() const;
    std::optional<codec::JsonOutline::Range> failureRange() const;
    void expandAll();
    void collapseAll();

    JsonTree* tree_;
    QStackedWidget* stack_;
    QLabel* message_;
    ElidedLabel* failure_; ///< text of failureBar_
    QWidget* failureBar_;
    ElidedLabel* path_;
    FindBar* findBar_;
    PayloadFinder* finder_;
    present::JsonTreeModel* model_;
    present::PayloadCopy* copy_;
    work::Task reading_;
    std::optional<std::uint64_t> pending_; ///< offset to select when the document is read
    bool filling_ = false;                 ///< the pane itself selects, not the user
};

} // namespace framescope::ui
