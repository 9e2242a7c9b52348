// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/completion.h"

#include <QObject>
#include <QPointer>

class QKeyEvent;
class QWidget;

namespace framescope::ui {

class CompletionPopup;

/// Offers completions at the cursor of an editor, in a list below it. Down and Up choose, Tab takes
/// the chosen or the first one, Enter the chosen one, Escape closes the list and does nothing else;
/// Ctrl+Space shows all.
class Completer : public QObject
{
    Q_OBJECT

public:
    /// The editor is its parent.
    explicit Completer(QWidget& editor);
    ~Completer() override;

protected:
    /// Shows what is possible at the cursor; `whileTyping`, only if something is written there.
    virtual void offer(bool whileTyping) = 0;
    /// Writes a text in place of what the completions are about.
    virtual void insert(const filter::Completions& completions, const QString& text) = 0;
    /// Whether the only completion is chosen, and nothing else can be.
    virtual bool isForced() const { return false; }
    /// Called while it is shown and the editor or the window has another size.
    virtual void follow() { hide(); }

    const filter::Completions& completions() const { return completions_; }
    /// `below` is in the editor's coordinates. Without choices and sentence it hides.
    void show(const filter::Completions& completions, const QString& sentence, const QPoint& below);
    virtual void hide();
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool pressed(const QKeyEvent& event);
    void accept(int choice);

    QWidget& editor_;
    filter::Completions completions_;
    QPointer<CompletionPopup> popup_; ///< a child of the window
};

} // namespace framescope::ui
