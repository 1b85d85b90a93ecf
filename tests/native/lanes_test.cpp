// SPDX-License-Identifier: MIT
//
// One lane and many must sound the same to the bit.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lanes_test.cpp"
#include <hwy/foreach_target.h>

#include "lanes/lanes-inl.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

HWY_BEFORE_NAMESPACE();
namespace audionative {
namespace HWY_NAMESPACE {

std::vector<float> odd_numbers()
{
    std::vector<float> numbers;
    for (const float size : {0.0F, 1e-40F, 1e-20F, 0.25F, 0.49999997F, 0.5F, 1.0F, 1.5F, 2.5F, 1000.75F, 8388609.0F, 2147483520.0F,
                             2147483648.0F, 4e9F, 1e30F, std::numeric_limits<float>::infinity()}) {
        numbers.push_back(size);
        numbers.push_back(-size);
    }
    for (int i = 0; i < 4096; ++i) {
        numbers.push_back(static_cast<float>(i * 7919 % 4096 - 2048) / 97.0F);
    }
    return numbers;
}

// Returns what differs, in words; empty where nothing does.
template <typename Operation>
void compare(const char *name, Operation operation, std::string &differences)
{
    constexpr int N = native_lanes;
    const std::vector<float> numbers = odd_numbers();
    for (std::size_t at = 0; at + N <= numbers.size(); at += N) {
        alignas(64) float wide[N];
        operation(Floats<N>::load(&numbers[at]), Floats<N>(0.75F)).store(wide);
        for (int lane = 0; lane < N; ++lane) {
            const float lone = operation(Floats<1>(numbers[at + static_cast<std::size_t>(lane)]), Floats<1>(0.75F)).v;
            if (std::memcmp(&lone, &wide[lane], sizeof lone) != 0) {
                differences += std::string(name) + " of " + std::to_string(numbers[at + static_cast<std::size_t>(lane)]) + ": " +
                               std::to_string(lone) + " alone, " + std::to_string(wide[lane]) + " beside others\n";
            }
        }
    }
}

std::string lane_differences()
{
    std::string differences;
    compare("add", [](auto a, auto b) { return a + b; }, differences);
    compare("multiply and add", [](auto a, auto b) { return a * b + a; }, differences);
    compare("divide", [](auto a, auto b) { return a / b; }, differences);
    compare("min", [](auto a, auto b) { return min(a, b); }, differences);
    compare("max", [](auto a, auto b) { return max(a, b); }, differences);
    compare("abs", [](auto a, auto) { return abs(a); }, differences);
    compare("floor", [](auto a, auto) { return floor(a); }, differences);
    compare("ceil", [](auto a, auto) { return ceil(a); }, differences);
    compare("trunc", [](auto a, auto) { return trunc(a); }, differences);
    compare("round", [](auto a, auto) { return round(a); }, differences);
    compare("root", [](auto a, auto) { return sqrt(abs(a)); }, differences);
    compare("select", [](auto a, auto b) { return select(a < b, a, b); }, differences);
    compare("to ints", [](auto a, auto) { return floats_of(to_ints(a)); }, differences);
    compare("to nearest ints", [](auto a, auto) { return floats_of(to_nearest_ints(a)); }, differences);
    compare("sine", [](auto a, auto) { return sine(bits_of(a)); }, differences);
    return differences;
}

double sine_error()
{
    double worst = 0;
    for (std::int64_t phase = INT32_MIN; phase <= INT32_MAX; phase += 65521) {
        const double exact = std::sin(6.283185307179586 * static_cast<double>(phase) / 4294967296.0);
        worst = std::max(worst, std::abs(static_cast<double>(sine(Ints<1>(static_cast<std::int32_t>(phase))).v) - exact));
    }
    return worst;
}

} // namespace HWY_NAMESPACE
} // namespace audionative
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <gtest/gtest.h>

namespace audionative {
namespace {

HWY_EXPORT(lane_differences);
HWY_EXPORT(sine_error);

TEST(Lanes, OneAndManyGiveTheSameToTheBitOnEveryInstructionSetOfThisMachine)
{
    int tried = 0;
    for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
        EXPECT_EQ(HWY_DYNAMIC_DISPATCH(lane_differences)(), "") << hwy::TargetName(target);
        ++tried;
    }
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    EXPECT_GE(tried, 1);
}

TEST(Lanes, TheSineIsWithinTwoPartsInTenMillion) { EXPECT_LT(HWY_DYNAMIC_DISPATCH(sine_error)(), 2.5e-7); }

} // namespace
} // namespace audionative
#endif
