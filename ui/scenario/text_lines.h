// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <vector>

namespace framescope::ui {

/// The lines of a text as it was, and where each is now that the text is edited. Numbers are from
/// 1.
class TextLines
{
public:
    TextLines() = default;
    explicit TextLines(QTextDocument& document)
    {
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
            const QString text = block.text();
            int indent = 0;
            while (indent < text.size() && text[indent].isSpace()) {
                ++indent;
            }
            QTextCursor line(block);
            line.setPosition(block.position() + indent);
            line.setPosition(block.position() + block.length() - 1, QTextCursor::KeepAnchor);
            lines_.push_back(line);
        }
    }

    /// Where a line is now; 0 if its text was removed.
    int now(int line) const
    {
        if (line < 1 || static_cast<std::size_t>(line) > lines_.size()) {
            return 0;
        }
        const QTextCursor& found = lines_[static_cast<std::size_t>(line) - 1];
        return found.hasSelection()
                   ? found.document()->findBlock(found.selectionStart()).blockNumber() + 1
                   : 0;
    }

private:
    std::vector<QTextCursor> lines_; ///< each selects the text of a line, without its indent
};

} // namespace framescope::ui
