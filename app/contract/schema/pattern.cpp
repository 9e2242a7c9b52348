// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/schema/pattern.h"

#include "contract/schema/pattern_translation.h"

#include <QRegularExpression>
#include <QStringDecoder>

#include <re2/re2.h>

#include <atomic>

namespace framescope::contract {

class Pattern::Finder
{
public:
    virtual ~Finder() = default;
    virtual std::optional<bool> isIn(std::string_view text) const = 0;
    /// Why the expression can't be used; empty if it can.
    virtual std::string mistake() const = 0;
};

class Pattern::LinearFinder : public Finder
{
public:
    explicit LinearFinder(const std::string& expression) : expression_(expression, quiet()) {}

    std::optional<bool> isIn(std::string_view text) const override
    {
        return re2::RE2::PartialMatch({text.data(), text.size()}, expression_);
    }
    std::string mistake() const override { return expression_.error(); }

private:
    static re2::RE2::Options quiet()
    {
        re2::RE2::Options options;
        options.set_log_errors(false);
        return options;
    }

    re2::RE2 expression_;
};

/// The steps are those of a search from the beginning, so that all places in the text share them.
class Pattern::SteppingFinder : public Finder
{
public:
    explicit SteppingFinder(const std::string& expression)
        : expression_(QString::fromStdString("(*LIMIT_MATCH=" + std::to_string(MostSteps) +
                                             ")\\A(?s:.*?)(?:" + expression + ')'))
    {
    }

    std::optional<bool> isIn(std::string_view text) const override
    {
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
        const QString characters =
            decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
        if (hasGivenUp_ || characters.size() > MostCharacters) {
            return std::nullopt;
        }
        const QRegularExpressionMatch match = expression_.match(characters);
        if (!match.isValid()) {
            hasGivenUp_ = true;
        }
        return match.isValid() ? std::optional(match.hasMatch()) : std::nullopt;
    }
    std::string mistake() const override
    {
        return expression_.isValid() ? std::string() : expression_.errorString().toStdString();
    }

private:
    QRegularExpression expression_;
    mutable std::atomic<bool> hasGivenUp_ = false;
};

Pattern::Pattern(std::string_view expression) : source_(expression)
{
    std::string mistake = "ECMA-262 does not know it";
    if (const auto text = translated(expression, Engine::Re2)) {
        finder_ = std::make_shared<const LinearFinder>(*text);
        mistake = finder_->mistake();
    }
    if (!finder_ || !mistake.empty()) {
        const auto text = translated(expression, Engine::Perl);
        finder_ = text ? std::make_shared<const SteppingFinder>(*text) : nullptr;
        mistake = finder_ ? finder_->mistake() : mistake;
    }
    if (!finder_ || !mistake.empty()) {
        finder_ = nullptr;
        error_ = Error{"the regular expression can't be used: " + mistake, {}, {}};
    }
}

std::optional<bool> Pattern::isIn(std::string_view text) const
{
    return finder_ ? finder_->isIn(text) : std::nullopt;
}

} // namespace framescope::contract
