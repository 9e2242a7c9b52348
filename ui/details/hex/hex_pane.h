// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/event_loader.h"

#include <QWidget>

#include <memory>

class QAction;
class QLineEdit;
class QSplitter;
class QToolButton;

namespace framescope::ui {

class ByteInspector;
class ElidedLabel;
class FindBar;
class HexView;
class PayloadFinder;

/// A payload of any size in hex, with interpretations of the bytes at the cursor. Ctrl+F finds text
/// or bytes, Ctrl+G goes to an offset.
class HexPane : public QWidget
{
    Q_OBJECT

public:
    explicit HexPane(QWidget* parent = nullptr);
    /// For a compressed payload a switch shows the bytes on the wire; if it could not be inflated,
    /// they are shown initially.
    void setEvent(const std::shared_ptr<const present::LoadedEvent>& event);
    /// Selects bytes of the payload and shows the first one.
    void select(std::uint64_t first, std::uint64_t count);
    /// Sets which other tabs can show the selected bytes.
    void setOthers(bool text, bool json);

signals:
    /// Emitted when the user selected bytes of the payload.
    void selected(quint64 first, quint64 count);
    void textRequested(quint64 first, quint64 count);
    void jsonRequested(quint64 first, quint64 count);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeFooter();
    void connectParts();
    void describeSelection();
    void inspect();
    void showContent();
    void openGoTo();
    void goTo();
    void share();

    std::shared_ptr<const present::LoadedEvent> event_;
    HexView* view_;
    ByteInspector* inspector_;
    QSplitter* splitter_;
    FindBar* findBar_;
    PayloadFinder* finder_;
    QLineEdit* offset_;
    ElidedLabel* note_;
    QToolButton* asItCame_;
    QToolButton* inspect_;
    QAction* showInText_;
    QAction* showInJson_;
    bool filling_ = false;  ///< the pane itself selects, not the user
    bool arranged_ = false; ///< the user moved the splitter
    bool chosen_ = false;   ///< the user showed or hid the values
};

} // namespace framescope::ui
