// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/completion.h"

#include <QObject>

class QTimer;

namespace framescope::ui {

class CompletionPopup;
class FilterField;

/// Offers completions at the cursor of a filter field, and explains mistakes. Down and Up choose,
/// Tab takes the chosen or the first completion, Enter the chosen one, Escape closes; Ctrl+Space
/// shows all completions. A single completion is chosen automatically if the text is no valid
/// filter without it.
class FilterCompleter : public QObject
{
    Q_OBJECT

public:
    explicit FilterCompleter(FilterField* field);

    void setVocabulary(const filter::Vocabulary& seen);
    /// Shows the mistake at once, as after Enter.
    void showMistake();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void offer(bool whileTyping);
    void hide();
    void accept(int choice);
    bool pressed(int key, bool control);
    void showPopup();
    /// Whether Enter must take the only completion, since the text is not a valid filter.
    bool isForced() const;
    CompletionPopup& popup();

    FilterField* field_;
    filter::Vocabulary seen_;
    filter::Completions completions_;
    CompletionPopup* popup_ = nullptr; ///< child of the field's window
    bool edited_ = false;              ///< by the user, and not handled yet
    QTimer* pause_;                    ///< delay before a mistake is shown
};

} // namespace framescope::ui
