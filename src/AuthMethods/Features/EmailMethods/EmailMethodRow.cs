using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.EmailMethods;

internal sealed class EmailMethodRow : AuthenticationMethodRow
{
    /// <summary>The id of every user's email method.</summary>
    public const string FixedId = "3ddfcfc8-9383-446f-83cc-3ab9be4be18f";

    public required string EmailAddress { get; set; }

    /// <summary>The methods of the sample users.</summary>
    internal static IEnumerable<EmailMethodRow> SamplesOf(SampleUser user) =>
        user.Alias is "kim" or "adele" ? [new() { Id = FixedId, EmailAddress = $"{user.Alias}@fourthcoffee.com" }] : [];
}

internal sealed class EmailMethodMapping : IEntityTypeConfiguration<EmailMethodRow>
{
    public void Configure(EntityTypeBuilder<EmailMethodRow> email) =>
        email.HasBaseType<AuthenticationMethodRow>().HasDiscriminator<string>("Kind").HasValue("email");
}
