using Microsoft.Extensions.Options;

namespace AuthMethods.Features.Journal;

/// <summary>The section <c>Journal</c>.</summary>
public sealed class JournalOptions
{
    internal const int MaxCapacity = 100_000;

    /// <summary>Whether requests are kept for <c>/authmethods/journal</c>. By default in Development.</summary>
    public bool? Enabled { get; set; }

    /// <summary>How many requests are kept of each tenant.</summary>
    public int Capacity { get; set; } = 500;
}

internal sealed class JournalOptionsValidator : IValidateOptions<JournalOptions>
{
    public ValidateOptionsResult Validate(string? name, JournalOptions options) => options.Capacity is > 0 and <= JournalOptions.MaxCapacity
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Journal:Capacity must be from 1 to {JournalOptions.MaxCapacity}.");
}
