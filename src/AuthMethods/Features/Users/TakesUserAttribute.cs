using System.Diagnostics.CodeAnalysis;
using AuthMethods.Directory;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Users;

/// <summary>A body with any properties of a user that a request may set.</summary>
internal sealed class TakesUserAttribute : TakesAttribute
{
    public TakesUserAttribute([StringSyntax(StringSyntaxAttribute.Json)] string example) : base(example) => Type = typeof(User);

    public override bool Accepts(string property) => property == "passwordProfile" || UserProperties.Find(property) is not null;
}
