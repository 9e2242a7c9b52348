// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

namespace framescope::ui {

/// The mistakes of a text. Is as high as they are, up to a limit, and then scrolls; hidden if there
/// are none.
class MistakeList : public QListWidget
{
    Q_OBJECT

public:
    explicit MistakeList(QWidget* parent = nullptr);

    void setMistakes(const QStringList& mistakes);

signals:
    /// Emitted to go to a mistake, by its place in the list.
    void chosen(int mistake);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();
};

} // namespace framescope::ui
