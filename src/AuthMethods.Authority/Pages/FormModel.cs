namespace AuthMethods.Authority.Pages;

/// <summary>What each form of the sign-in pages has.</summary>
/// <param name="Action">The address that it is sent to: that of the page itself.</param>
/// <param name="Hidden">The fields that carry the sign-in on.</param>
/// <param name="Problem">What went wrong; null for nothing.</param>
public sealed record FormModel(string Action, IReadOnlyList<(string Name, string Value)> Hidden, string? Problem = null);

/// <summary>Something that the user can choose.</summary>
/// <param name="Name">The field.</param>
/// <param name="Value">Its value.</param>
/// <param name="Text">What the button says.</param>
public sealed record Choice(string Name, string Value, string Text);
