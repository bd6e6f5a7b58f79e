using System.Globalization;
using AuthMethods.Credentials;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.DirectorySettings;

/// <summary>Graph's <c>directorySetting</c>, here of the template "Password Rule Settings" only. A tenant has at most one.</summary>
[BetaOnly, GraphType("directorySetting", Set = "settings")]
[Example("""{"id":"c391b57d-5783-4c53-9236-cefb5c6ef323","displayName":"Password Rule Settings","templateId":"5cf42378-d67d-4f36-ba46-e8b86229381d","values":[{"name":"BannedPasswordCheckOnPremisesMode","value":"Audit"},{"name":"EnableBannedPasswordCheckOnPremises","value":"false"},{"name":"EnableBannedPasswordCheck","value":"false"},{"name":"LockoutDurationInSeconds","value":"60"},{"name":"LockoutThreshold","value":"10"},{"name":"BannedPasswordList","value":""}]}""")]
public sealed class DirectorySetting
{
    private const string Resource = "DirectorySetting";

    public required string Id { get; init; }
    public string? DisplayName { get; init; }
    public required string TemplateId { get; init; }
    public required IReadOnlyList<SettingValue> Values { get; init; }

    /// <summary>The setting with the values that were sent; those that were not sent stay, or have the template's default.</summary>
    internal static DirectorySetting Read(string id, DirectorySetting? current, IReadOnlyList<GraphBody> sent, GraphVersion version)
    {
        var template = DirectorySettingTemplate.PasswordRules;
        var values = (current?.Values ?? [.. template.Values.Select(v => new SettingValue(v.Name, v.DefaultValue))]).ToDictionary(v => v.Name, v => v.Value);
        foreach (var body in sent)
        {
            var one = body.Of<SettingValue>(version);
            var name = one.Text("name") ?? throw GraphErrors.ValueRequired("name", Resource);
            var value = one.Text("value") ?? "";
            values[name] = values.ContainsKey(name) && IsValid(name, value) ? value : throw GraphErrors.InvalidValue(name, Resource);
        }

        return new()
        {
            Id = id, DisplayName = template.DisplayName, TemplateId = template.Id,
            Values = [.. template.Values.Select(v => new SettingValue(v.Name, values[v.Name]))],
        };
    }

    private static bool IsValid(string name, string value) => name switch
    {
        LockoutRules.ThresholdName => IsBetween(value, LockoutRules.LeastThreshold, LockoutRules.MostThreshold),
        LockoutRules.DurationName => IsBetween(value, LockoutRules.LeastSeconds, LockoutRules.MostSeconds),
        "BannedPasswordCheckOnPremisesMode" => value is "Audit" or "Enforced" or "Enforce",
        "BannedPasswordList" => value.Length <= 20_000,
        _ => bool.TryParse(value, out _),
    };

    private static bool IsBetween(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;
}

/// <summary>Graph's <c>settingValue</c>.</summary>
[BetaOnly, GraphType("settingValue")]
public sealed record SettingValue(string Name, string Value);
