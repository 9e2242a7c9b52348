// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/completion.h"

#include <QObject>

class QTimer;

namespace framescope::ui {

class CompletionPopup;
class FilterField;

/// Offers what could stand at the cursor of a filter field, and says what is wrong there. Down
/// and Up choose, Tab takes the chosen or the first, Enter takes the chosen, Escape closes;
/// Ctrl+Space asks for all that could stand here. The only choice is chosen by itself where what
/// is typed is no filter without it.
class FilterCompleter : public QObject
{
    Q_OBJECT

public:
    explicit FilterCompleter(FilterField* field);

    void setVocabulary(const filter::Vocabulary& seen);
    /// Shows what is wrong at once, as after Enter.
    void showMistake();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Asked { WhileTyping, ByKey };
    void typed();
    void offer(Asked asked);
    void hide();
    void accept(int choice);
    bool pressed(int key, bool control);
    void showPopup();
    /// Whether Enter can mean nothing but the one choice there is: what is typed is no filter yet.
    bool isForced() const;
    CompletionPopup& popup();

    FilterField* field_;
    filter::Vocabulary seen_;
    filter::Completions completions_;
    CompletionPopup* popup_ = nullptr; ///< of the field's window
    bool edited_ = false;              ///< by hand, and not looked at yet
    QTimer* pause_;                    ///< before what is wrong is said
};

} // namespace framescope::ui
