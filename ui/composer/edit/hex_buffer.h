// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <deque>

namespace framescope::ui {

/// Bytes that are edited, with undo. The oldest edits are forgotten when all of them take more
/// than UndoBytes.
class HexBuffer
{
public:
    static constexpr qsizetype MostBytes = qsizetype{4} << 20;
    static constexpr qsizetype UndoBytes = qsizetype{16} << 20;

    const QByteArray& bytes() const { return bytes_; }
    qsizetype size() const { return bytes_.size(); }
    /// Replaces everything; nothing can be undone any more.
    void reset(const QByteArray& bytes);

    /// Replaces `removed` bytes at `at` by `inserted`. Returns false, and does nothing, if the
    /// bytes would become more than MostBytes. With `joined` it is undone together with the edit
    /// before.
    bool replace(qsizetype at, qsizetype removed, const QByteArray& inserted, bool joined = false);

    bool canUndo() const { return done_ > 0; }
    bool canRedo() const { return done_ < edits_.size(); }
    /// Return the place of what changed. Precondition: it can be undone, or done again.
    qsizetype undo();
    qsizetype redo();

private:
    struct Edit
    {
        qsizetype at = 0;
        QByteArray before;
        QByteArray after;
        bool joined = false;
    };

    void forget();

    QByteArray bytes_;
    std::deque<Edit> edits_;
    std::size_t done_ = 0; ///< how many of them, from the first, are in `bytes_`
    qsizetype kept_ = 0;   ///< bytes of all edits
};

} // namespace framescope::ui
