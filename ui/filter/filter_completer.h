// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/completer.h"

class QTimer;

namespace framescope::ui {

class FilterField;

/// Offers completions at the cursor of a filter field, and explains mistakes. A single completion
/// is chosen automatically if the text is no valid filter without it.
class FilterCompleter : public Completer
{
    Q_OBJECT

public:
    explicit FilterCompleter(FilterField* field);

    void setVocabulary(const filter::Vocabulary& seen);
    /// Shows the mistake at once, as after Enter.
    void showMistake();

protected:
    void offer(bool whileTyping) override;
    void insert(const filter::Completions& completions, const QString& text) override;
    bool isForced() const override;
    void hide() override;

private:
    void showWith(const filter::Completions& completions);

    FilterField* field_;
    filter::Vocabulary seen_;
    bool edited_ = false; ///< by the user, and not handled yet
    QTimer* pause_;       ///< delay before a mistake is shown
};

} // namespace framescope::ui
