using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace AuthMethods.Wire.Metadata;

/// <summary>
/// Makes the last segment of the routes an OData function. Routes contain its plain name; calls may also qualify it and have
/// parentheses. Its parameters are marked with <see cref="ArgumentAttribute{T}"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FunctionAttribute : Attribute;

/// <summary>A parameter of a function, bound to the text of its value in the call; null if the call leaves it out.</summary>
/// <param name="type">The type of the value in the metadata.</param>
/// <param name="example">A value in a call, without the quotes of a text, for the API description.</param>
/// <param name="description">For the API description.</param>
[AttributeUsage(AttributeTargets.Parameter)]
internal abstract class ArgumentAttribute(Type type, string example, string description) : ModelBinderAttribute(typeof(Binder))
{
    public Type Type { get; } = type;

    public string Example { get; } = example;

    public string Description { get; } = description;

    /// <summary>The function can't be called without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Only beta has this parameter.</summary>
    public bool IsBetaOnly { get; init; }

    private sealed class Binder : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var sent = bindingContext.HttpContext.Graph().Arguments;
            bindingContext.Result = ModelBindingResult.Success(sent?.GetValueOrDefault(bindingContext.FieldName));
            return Task.CompletedTask;
        }
    }
}

/// <inheritdoc cref="ArgumentAttribute"/>
internal sealed class ArgumentAttribute<T>(string example, string description) : ArgumentAttribute(typeof(T), example, description);
