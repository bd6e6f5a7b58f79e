using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.DirectorySettings;

/// <summary>Graph's <c>directorySettingTemplate</c>. Of the published templates, this server has the one whose settings have an effect here.</summary>
[BetaOnly, GraphType("directorySettingTemplate", Set = "directorySettingTemplates")]
[Example("""{"id":"5cf42378-d67d-4f36-ba46-e8b86229381d","deletedDateTime":null,"description":"Settings for the rules of passwords and for the lockout after wrong ones.","displayName":"Password Rule Settings","values":[{"defaultValue":"10","description":"The number of failed sign-ins before the first lockout.","name":"LockoutThreshold","type":"System.Int32"}]}""")]
public sealed class DirectorySettingTemplate : DirectoryObject
{
    internal static readonly DirectorySettingTemplate PasswordRules = new()
    {
        Id = "5cf42378-d67d-4f36-ba46-e8b86229381d",
        DisplayName = "Password Rule Settings",
        Description = "Settings for the rules of passwords and for the lockout after wrong ones.",
        Values =
        [
            new("Audit", "How a password policy is applied on-premises. Stored only.", "BannedPasswordCheckOnPremisesMode", "System.String"),
            new("false", "Whether passwords are checked on-premises. Stored only.", "EnableBannedPasswordCheckOnPremises", "System.Boolean"),
            new("false", "Whether the tenant's own list of banned passwords is used. Stored only.", "EnableBannedPasswordCheck", "System.Boolean"),
            new("60", "The length of the first lockout in seconds; each further one is longer.", LockoutRules.DurationName, "System.Int32"),
            new("10", "The number of failed sign-ins before the first lockout.", LockoutRules.ThresholdName, "System.Int32"),
            new("", "The tenant's banned passwords, separated by tabs. Stored only.", "BannedPasswordList", "System.String"),
        ],
    };

    public override required string Id { get; init; }
    public string? Description { get; init; }
    public string? DisplayName { get; init; }
    public required IReadOnlyList<SettingTemplateValue> Values { get; init; }
}

/// <summary>Graph's <c>settingTemplateValue</c>.</summary>
[BetaOnly, GraphType("settingTemplateValue")]
public sealed record SettingTemplateValue(string DefaultValue, string Description, string Name, string Type);
