using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.PhoneMethods;

internal sealed class PhoneMethodRow : AuthenticationMethodRow
{
    public required string PhoneNumber { get; set; }
    public PhoneType PhoneType { get; set; }

    /// <summary>The number, if it is registered for SMS sign-in. Unique in the tenant; the number of a deleted user stays reserved.</summary>
    public string? SignInNumber { get; set; }

    /// <summary>The number, if another account has registered it for SMS sign-in.</summary>
    public string? WantedNumber { get; set; }

    /// <summary>SMS sign-in was explicitly disabled.</summary>
    public bool IsSmsSignInDisabled { get; set; }

    /// <summary>Every user has the same id for a type of phone.</summary>
    public static string IdOf(PhoneType type) => type switch
    {
        PhoneType.Mobile => "3179e48a-750b-4051-897c-87b9720928f7",
        PhoneType.AlternateMobile => "b6332ec1-7057-4abe-9331-3d72feddfe41",
        PhoneType.Office => "e37fc753-ff3b-4958-9484-eaa9425c82bc",
    };

    /// <summary>The methods of the sample users.</summary>
    internal static IEnumerable<PhoneMethodRow> SamplesOf(SampleUser user)
    {
        return user.Alias switch
        {
            "kim" => [Phone(PhoneType.Mobile, "+1 2065555501"), Phone(PhoneType.Office, "+1 4255555502")],
            "adele" =>
            [
                Phone(PhoneType.Mobile, "+1 2065555503"), Phone(PhoneType.AlternateMobile, "+49 1701234567"),
                Phone(PhoneType.Office, "+1 4255555504x123")
            ],
            _ => [],
        };

        static PhoneMethodRow Phone(PhoneType type, string number) => new() { Id = IdOf(type), PhoneType = type, PhoneNumber = number };
    }

    public SmsSignInState StateOfSmsSignIn(bool allowed) => this switch
    {
        { PhoneType: not PhoneType.Mobile } => SmsSignInState.NotSupported,
        _ when !allowed => SmsSignInState.NotAllowedByPolicy,
        { SignInNumber: not null } => SmsSignInState.Ready,
        { WantedNumber: not null } => SmsSignInState.PhoneNumberNotUnique,
        { IsSmsSignInDisabled: true } => SmsSignInState.NotEnabled,
        _ => SmsSignInState.NotConfigured,
    };
}

internal sealed class PhoneMethodMapping : IEntityTypeConfiguration<PhoneMethodRow>
{
    public void Configure(EntityTypeBuilder<PhoneMethodRow> phone)
    {
        phone.HasBaseType<AuthenticationMethodRow>().HasDiscriminator<string>("Kind").HasValue("phone");
        phone.Property(p => p.PhoneNumber).HasMaxLength(32);
        phone.Property(p => p.SignInNumber).HasMaxLength(32);
        phone.Property(p => p.WantedNumber).HasMaxLength(32);
        phone.HasIndex(p => new { p.TenantId, p.SignInNumber }).IsUnique();
        // At an address that names no tenant, the number tells it.
        phone.HasIndex(p => p.SignInNumber).HasFilter("\"SignInNumber\" IS NOT NULL");
        phone.HasIndex(p => new { p.TenantId, p.WantedNumber });
    }
}
