// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <cstdint>

namespace framescope::cli {

/// Emits the lines of standard input as they arrive. While another job has the terminal, it reads
/// nothing, since reading would stop this process.
class InputLines : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MaxLine = qsizetype{64} * 1024 * 1024;

    explicit InputLines(QObject* parent = nullptr);

    /// Lines are read and emitted only while they are wanted; initially they are not. A slot of
    /// `line` may call this with false: the next line is emitted when lines are wanted again.
    void setWanted(bool wanted);
    /// Number of the last line emitted, from 1; 0 if there was none.
    std::uint64_t number() const { return number_; }
    /// Whether input is left that was not emitted. An unfinished line on a terminal is not known.
    bool isLeft() const;

signals:
    /// Emitted for each line, without its end. Text after the last line break is a line too.
    void line(const QByteArray& text);
    /// Emitted at the end of a line of more than `MaxLine` bytes, which is left out.
    void lineTooLong();
    /// Emitted when no more input will follow.
    void ended();

private:
    void read();
    void passOn();

    QSocketNotifier notifier_;
    QByteArray ahead_;       ///< read and not yet emitted
    qsizetype searched_ = 0; ///< this many of these bytes are known to have no line break
    std::uint64_t number_ = 0;
    bool wanted_ = false;
    bool passing_ = false;
    bool leavingOut_ = false; ///< ignores bytes up to the next line break
    bool exhausted_ = false;  ///< nothing more can be read
    bool endTold_ = false;
};

} // namespace framescope::cli
