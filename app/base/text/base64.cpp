// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/base64.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace framescope {

namespace {

/// Decodes digit by digit and records what is wrong.
class Base64Reader
{
public:
    explicit Base64Reader(ByteView text) : text_(text) {}

    Base64 read()
    {
        result_.bytes.reserve(text_.size() / 4 * 3 + 3);
        for (at_ = 0; at_ < text_.size() && !result_.failure; ++at_) {
            readByte(text_[at_]);
        }
        if (!result_.failure) {
            finish();
        }
        result_.mixedCase = upper_ && lower_ && other_;
        return std::move(result_);
    }

private:
    void fail(const char* what) { result_.failure = DecodeFailure{at_, what}; }

    void readByte(std::uint8_t byte)
    {
        if (byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n') {
            return;
        }
        if (byte == '=') {
            other_ = true;
            ++padding_;
            if (digits_ % 4 < 2 || digits_ % 4 + padding_ > 4) {
                fail("'=' where no padding is due");
            }
            return;
        }
        const int value = valueOf(byte);
        if (value < 0) {
            fail("expected a digit of base64");
        } else if (padding_ > 0) {
            fail("text after the padding");
        } else if (standard_ && urlSafe_) {
            fail("digits of both alphabets, '+' or '/' and '-' or '_'");
        } else {
            push(static_cast<unsigned>(value));
        }
    }

    int valueOf(std::uint8_t byte)
    {
        if (byte >= 'A' && byte <= 'Z') {
            upper_ = true;
            return byte - 'A';
        }
        if (byte >= 'a' && byte <= 'z') {
            lower_ = true;
            return byte - 'a' + 26;
        }
        other_ = true;
        if (byte >= '0' && byte <= '9') {
            return byte - '0' + 52;
        }
        if (byte == '+' || byte == '/') {
            standard_ = true;
            return byte == '+' ? 62 : 63;
        }
        if (byte == '-' || byte == '_') {
            urlSafe_ = true;
            return byte == '-' ? 62 : 63;
        }
        return -1;
    }

    void push(unsigned value)
    {
        bits_ = (bits_ << 6 | value) & 0xFFFU;
        ++digits_;
        switch (digits_ % 4) {
        case 2:
            result_.bytes.push_back(static_cast<std::uint8_t>(bits_ >> 4));
            break;
        case 3:
            result_.bytes.push_back(static_cast<std::uint8_t>(bits_ >> 2));
            break;
        case 0:
            result_.bytes.push_back(static_cast<std::uint8_t>(bits_));
            break;
        default:
            break;
        }
    }

    void finish()
    {
        const std::size_t left = digits_ % 4;
        result_.urlSafe = urlSafe_;
        result_.lacksPadding = left > 1 && padding_ == 0;
        if (left == 1) {
            fail("the text ends here: one digit alone holds no byte");
        } else if (padding_ > 0 && left + padding_ != 4) {
            fail("the text ends here: one more '=' is due");
        } else if ((left == 2 && (bits_ & 0x0FU) != 0) || (left == 3 && (bits_ & 0x03U) != 0)) {
            fail("the last digit has bits that no byte has room for");
        }
    }

    ByteView text_;
    Base64 result_;
    std::size_t at_ = 0;
    std::size_t digits_ = 0;
    std::size_t padding_ = 0;
    unsigned bits_ = 0;
    bool upper_ = false;
    bool lower_ = false;
    bool other_ = false;
    bool standard_ = false;
    bool urlSafe_ = false;
};

} // namespace

void appendBase64(std::string& to, ByteView bytes)
{
    constexpr std::string_view Digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    to.reserve(to.size() + (bytes.size() + 2) / 3 * 4);
    while (!bytes.empty()) {
        const std::size_t count = std::min<std::size_t>(bytes.size(), 3);
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            group = group << 8 | (i < count ? bytes[i] : 0U);
        }
        for (std::size_t i = 0; i < 4; ++i) {
            to += i <= count ? Digits[group >> (18 - 6 * i) & 0x3F] : '=';
        }
        bytes = bytes.subspan(count);
    }
}

std::string toBase64(ByteView bytes)
{
    std::string text;
    appendBase64(text, bytes);
    return text;
}

Base64 decodeBase64(ByteView text)
{
    return Base64Reader(text).read();
}

} // namespace framescope
